import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PhoneResult } from '../../reports/phones/phone-result.ts';
import { createRunCertificates } from '../../stack/certificates.ts';
import { isUsed, keepResult } from './keep-result.ts';
import { pageFiles } from './page-files.ts';
import type { PhoneRequest } from './phone-request.ts';
import { createPhoneServer } from './phone-server.ts';
import { PhoneSession } from './phone-session.ts';
import { issueToken } from './token.ts';

export interface ServedPhone extends AsyncDisposable {
  /** Opens the page, with its code. */
  readonly url: string;
  /** What the phone's camera has to read. */
  readonly challenge: string;
  readonly expiresAt: Date;
  /** True where the phone has to trust an authority of this run before it keeps anything offline. */
  readonly hasOwnAuthority: boolean;
  /** Resolves when a phone has sent its result and has been answered. */
  readonly result: Promise<PhoneResult>;
}

export interface ServePhoneOptions {
  readonly runFolder: string;
  readonly run: string;
  readonly title: string;
  readonly request: PhoneRequest;
  readonly now: () => Date;
}

async function certificatesFor({ host, url, tls }: PhoneRequest) {
  if (url !== undefined) return {};
  if (tls !== undefined) return { tls };
  const { certificatePem, keyPem, caPem } = await createRunCertificates(['localhost'], {
    addresses: [host],
  });
  return { tls: { certificatePem, keyPem }, authorityPem: caPem };
}

async function listen(server: Server, { host, port }: PhoneRequest): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const { port: actual } = server.address() as AddressInfo;
  return actual;
}

/** Serves the page for one phone. @throws where the address cannot be listened on. */
export async function servePhone(options: ServePhoneOptions): Promise<ServedPhone> {
  const { runFolder, run, title, request, now } = options;
  const expiresAt = new Date(now().getTime() + request.minutes * 60_000);
  const token = issueToken(run, expiresAt);
  const challenge = `golive-phone:${randomBytes(12).toString('base64url')}`;
  const session = new PhoneSession({ run, token, challenge, emulated: request.emulated });
  const { tls, authorityPem } = await certificatesFor(request);
  const key = request.signingKey ?? generateKeyPairSync('ed25519').privateKey;
  const { promise: result, resolve } = Promise.withResolvers<PhoneResult>();
  const server = createPhoneServer({
    run,
    token,
    session,
    files: pageFiles(title, authorityPem),
    ...(tls === undefined ? {} : { tls }),
    isUsed: (id) => isUsed(runFolder, id),
    keep: (kept) => keepResult(runFolder, kept, key),
    done: resolve,
    now,
  });
  const port = await listen(server, request);
  const host = request.host.includes(':') ? `[${request.host}]` : request.host;
  const base = request.url?.origin ?? `https://${host}:${port}`;
  return {
    url: `${base}/p/${token.text}/`,
    challenge,
    expiresAt,
    hasOwnAuthority: authorityPem !== undefined,
    result,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}
