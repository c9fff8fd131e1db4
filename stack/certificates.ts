import 'reflect-metadata';
import { createHash } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** What one run needs in order to serve a production host name over HTTPS on loopback. */
export interface RunCertificates {
  /** The run's own certificate authority: give it to API clients as `ca`. Its private key is not kept. */
  readonly caPem: string;
  /** The leaf followed by the authority, in the order that a TLS server sends them. */
  readonly certificatePem: string;
  /** The leaf's private key, PKCS#8. */
  readonly keyPem: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`: trusts this leaf's key and nothing else. */
  readonly spkiSha256Base64: string;
  readonly notAfter: Date;
}

export interface CertificateOptions {
  /** Days that both certificates last. Browsers refuse leaves of more than 398. */
  readonly validDays?: number;
  /** When they are made: tests set it. */
  readonly now?: Date;
  /** Further IP addresses that the leaf is for. */
  readonly addresses?: readonly string[];
}

export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly code: 'no-host-names' | 'bad-host-name';
  constructor(code: CertificateError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hostName = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const hourMs = 3_600_000;

/**
 * Makes a certificate authority for this run and one leaf for the given host names and 127.0.0.1.
 * @throws CertificateError when a host name is missing or is none (upper case, a port, a URL).
 */
export async function createRunCertificates(
  hostNames: readonly string[],
  { validDays = 7, now = new Date(), addresses = [] }: CertificateOptions = {},
): Promise<RunCertificates> {
  checkHostNames(hostNames);
  // An hour of grace: containers and hosts seldom agree on the second.
  const notBefore = new Date(now.getTime() - hourMs);
  const notAfter = new Date(now.getTime() + validDays * 24 * hourMs);
  const authorityKeys = await createKeys();
  const authority = await createAuthority(authorityKeys, notBefore, notAfter);
  const leafKeys = await createKeys();
  const leaf = await x509.X509CertificateGenerator.create({
    subject: [{ CN: ['Golive run leaf'] }],
    issuer: authority.subjectName,
    notBefore,
    notAfter,
    signingAlgorithm: signing,
    publicKey: leafKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: await leafExtensions({ hostNames, addresses }, leafKeys.publicKey, authorityKeys.publicKey),
  });
  const spki = await crypto.subtle.exportKey('spki', leafKeys.publicKey);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey);
  const caPem = `${authority.toString('pem')}\n`;
  return {
    caPem,
    certificatePem: `${leaf.toString('pem')}\n${caPem}`,
    keyPem: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    spkiSha256Base64: createHash('sha256').update(new Uint8Array(spki)).digest('base64'),
    notAfter,
  };
}

function checkHostNames(hostNames: readonly string[]): void {
  if (hostNames.length === 0) {
    throw new CertificateError('no-host-names', 'expected at least one host name, got none');
  }
  const bad = hostNames.find((name) => !hostName.test(name) || name.length > 253);
  if (bad !== undefined) {
    throw new CertificateError(
      'bad-host-name',
      `expected a lower-case host name, got ${JSON.stringify(bad)}`,
    );
  }
}

type RunKeys = Awaited<ReturnType<typeof createKeys>>;

// The global is Node's own Web Crypto: its types are also those that @peculiar/x509 is declared with.
function createKeys() {
  return crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
}

async function createAuthority(
  keys: RunKeys,
  notBefore: Date,
  notAfter: Date,
): Promise<x509.X509Certificate> {
  const usages = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
  return x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: ['Golive run authority'] }],
    notBefore,
    notAfter,
    signingAlgorithm: signing,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(usages, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

async function leafExtensions(
  { hostNames, addresses }: { readonly hostNames: readonly string[]; readonly addresses: readonly string[] },
  leafKey: RunKeys['publicKey'],
  authorityKey: RunKeys['publicKey'],
): Promise<x509.Extension[]> {
  const names: x509.JsonGeneralName[] = [
    ...hostNames.map((value) => ({ type: 'dns', value }) as const),
    ...['127.0.0.1', ...addresses.filter((address) => address !== '127.0.0.1')].map(
      (value) => ({ type: 'ip', value }) as const,
    ),
  ];
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(names),
    await x509.SubjectKeyIdentifierExtension.create(leafKey),
    await x509.AuthorityKeyIdentifierExtension.create(authorityKey),
  ];
}
