import { createHash, X509Certificate } from 'node:crypto';
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { ComponentEndpoint } from '../component.ts';
import { StackError } from '../stack-error.ts';
import { hostInUrl, serverNameOf } from '../url-host.ts';

/** What a TLS server showed of itself. */
export interface Greeting {
  /** Why the chain that it sent does not lead to a trusted root; undefined where it does. */
  readonly untrusted: string | undefined;
  /** Why the certificate is not for the name; undefined where it is. */
  readonly wrongName: string | undefined;
  readonly names: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Base64 SHA-256 of the leaf's public key. */
  readonly spki: string;
  /** `TLSv1.3` … */
  readonly protocol: string;
  /** `h2`, `http/1.1`, or empty. */
  readonly application: string;
}

export interface GreetOptions {
  readonly endpoint: ComponentEndpoint;
  readonly hostName: string;
  /** Authorities in PEM, as clients are given them. */
  readonly caPem: string;
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3';
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3';
  readonly timeoutMs?: number;
}

/** Roots alone are trusted: an intermediate that the server does not send is not to be found in a file here. */
function rootsOf(caPem: string): string[] {
  const blocks = caPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  return blocks.filter((pem) => {
    const { subject, issuer } = new X509Certificate(pem);
    return subject === issuer;
  });
}

/** Shakes hands and tells what was seen. @throws StackError `not-ready` where there is no TLS server. */
export async function greet({
  endpoint,
  hostName,
  caPem,
  timeoutMs = 5_000,
  ...versions
}: GreetOptions): Promise<Greeting> {
  const { host, port } = endpoint;
  return await new Promise((resolve, reject) => {
    const socket = connect({
      ...versions,
      host,
      port,
      servername: serverNameOf(hostName),
      ca: rootsOf(caPem),
      ALPNProtocols: ['h2', 'http/1.1'],
      // The chain is judged below, and told: a handshake that breaks off tells nothing.
      rejectUnauthorized: false,
    });
    const refuse = (seen: string): void => {
      socket.destroy();
      const told = `https://${hostInUrl(hostName)} at ${host}:${port}: expected a TLS server within ${timeoutMs} ms`;
      reject(new StackError('not-ready', `${told}, got: ${seen}`));
    };
    socket.setTimeout(timeoutMs, () => refuse('no answer'));
    socket.once('error', (error) => refuse(error.message));
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate();
      const x509 = socket.getPeerX509Certificate();
      if (x509 === undefined) return refuse('no certificate');
      resolve(described(socket, certificate, x509, hostName));
      socket.destroy();
    });
  });
}

const otherName = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** Node hands on a code, or an error with one. */
function codeOf(trouble: unknown): string | undefined {
  if (trouble === null || trouble === undefined) return undefined;
  return typeof trouble === 'object' && 'code' in trouble ? String(trouble.code) : String(trouble);
}

function described(
  socket: TLSSocket,
  certificate: PeerCertificate,
  x509: X509Certificate,
  hostName: string,
): Greeting {
  const spki = x509.publicKey.export({ type: 'spki', format: 'der' });
  const trouble = codeOf(socket.authorizationError);
  return {
    // Whom it is for is a question of its own.
    untrusted: trouble === otherName ? undefined : trouble,
    wrongName: checkServerIdentity(hostName, certificate)?.message,
    names: x509.subjectAltName ?? '',
    issuer: x509.issuer.replaceAll('\n', ', '),
    validFrom: x509.validFromDate,
    validTo: x509.validToDate,
    spki: createHash('sha256').update(spki).digest('base64'),
    protocol: socket.getProtocol() ?? '',
    application: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : '',
  };
}
