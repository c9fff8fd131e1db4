import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fulcioHandler, initializeCA, initializeCTLog } from '@sigstore/mock/dist/fulcio/index.js';
import { initializeTLog, rekorHandler } from '@sigstore/mock/dist/rekor/index.js';
import { initializeTSA, tsaHandler } from '@sigstore/mock/dist/timestamp/index.js';
import { z } from 'zod';

/** A Sigstore of its own on loopback: Sigstore's own stand-ins of Fulcio, Rekor and a clock, with keys of this moment. */
export interface SigstoreStandIns extends AsyncDisposable {
  readonly url: string;
  /** trusted_root.json of these keys. */
  readonly root: string;
  /** Paths that were asked for, in their order. */
  readonly asked: readonly string[];
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const base64 = (bytes: ArrayBufferView): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** What Fulcio takes for an identity: a token that an issuer gave, whose signature the stand-in does not look at. */
export function identityToken(email: string, issuer: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: email, email, email_verified: true, iss: issuer, aud: 'sigstore' };
  return `${part({ alg: 'none' })}.${part(claims)}.${Buffer.from('none').toString('base64url')}`;
}

const proposedSchema = z.object({
  spec: z.object({ proposedContent: z.object({ envelope: z.string(), verifiers: z.array(z.string()) }) }),
});
const envelopeSchema = z.object({ payload: z.base64(), signatures: z.array(z.object({ sig: z.base64() })) });

/** What Rekor keeps of an envelope that it is shown: digests, signature and certificate. Sigstore's stand-in keeps all. */
function asKept(proposed: object): object {
  const { envelope, verifiers } = proposedSchema.parse(proposed).spec.proposedContent;
  const { payload, signatures } = envelopeSchema.parse(JSON.parse(envelope));
  const digest = (bytes: Buffer) => ({ algorithm: 'sha256', value: sha256(bytes).toString('hex') });
  return {
    ...{ apiVersion: '0.0.1', kind: 'dsse' },
    spec: {
      envelopeHash: digest(Buffer.from(envelope)),
      payloadHash: digest(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }) => ({ signature: sig, verifier: verifiers[0] })),
    },
  };
}

/** Of every two stamps the first says half a second, as `.5`, and the second a whole one. */
function turn(clock: Date, stamps: number): void {
  clock.setTime(Math.ceil(Date.now() / 1000) * 1000 + (stamps % 2) * 500);
}

export async function startSigstore(): Promise<SigstoreStandIns> {
  const asked: string[] = [];
  let stamps = 0;
  const log = await initializeCTLog(keyPair());
  const authority = await initializeCA(keyPair(), log);
  const rekor = await initializeTLog('http://127.0.0.1', keyPair());
  const keeping = {
    publicKey: rekor.publicKey,
    log: (proposed: object) => rekor.log(asKept(proposed)),
    logV2: rekor.logV2.bind(rekor),
  };
  const now = new Date();
  const clock = await initializeTSA(keyPair(), now);
  const handlers = [
    fulcioHandler(authority, { subjectClaim: 'email' }),
    rekorHandler(keeping),
    tsaHandler({ ...clock, timestamp: (wanted) => (turn(now, (stamps += 1)), clock.timestamp(wanted)) }),
  ];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const handler = handlers.find(({ path }) => path === request.url);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (handler === undefined) return void response.writeHead(404).end();
      void handler
        .fn(Buffer.concat(chunks).toString())
        .then(({ statusCode, response: body, contentType }) => {
          response.writeHead(statusCode, { 'Content-Type': contentType ?? 'text/plain' });
          response.end(
            typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
          );
        });
    });
  });
  const url = await listen(server);
  const validFor = { start: new Date(Date.now() - 60_000).toISOString() };
  const logged = (publicKey: Buffer, keyId: string) => ({
    ...{ baseUrl: url, hashAlgorithm: 'SHA2_256', logId: { keyId } },
    publicKey: { rawBytes: base64(publicKey), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
  });
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logged(rekor.publicKey, base64(sha256(rekor.publicKey)))],
    certificateAuthorities: [
      {
        ...{ subject: { organization: 'stand-in', commonName: 'stand-in' }, uri: url, validFor },
        certChain: { certificates: [{ rawBytes: base64(authority.rootCertificate) }] },
      },
    ],
    ctlogs: [logged(log.publicKey, base64(log.logID))],
    timestampAuthorities: [
      {
        ...{ subject: { organization: 'stand-in', commonName: 'clock' }, uri: url, validFor },
        certChain: {
          certificates: [clock.intCertificate, clock.rootCertificate].map((one) => ({
            rawBytes: base64(one),
          })),
        },
      },
    ],
  };
  return {
    ...{ url, asked, root: JSON.stringify(root) },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
