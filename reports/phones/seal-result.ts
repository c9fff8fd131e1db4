import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { phoneResultSchema, type PhoneResult } from './phone-result.ts';

export const payloadType = 'application/vnd.golive.phone+json';

/** A DSSE envelope, and beside it the public key that it was signed for. */
const envelopeSchema = z.strictObject({
  payloadType: z.literal(payloadType),
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string() })).length(1),
  publicKey: z.string(),
});
export type PhoneEnvelope = z.infer<typeof envelopeSchema>;

/** What is signed: DSSE's encoding before authentication. */
function signedBytes(payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** SHA-256 of the public key. */
export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Signs a result with an Ed25519 key. */
export function sealResult(result: PhoneResult, privateKey: KeyObject): PhoneEnvelope {
  const payload = Buffer.from(JSON.stringify(result));
  const publicKey = createPublicKey(privateKey);
  const sig = sign(null, signedBytes(payload), privateKey).toString('base64');
  return {
    payloadType,
    payload: payload.toString('base64'),
    signatures: [{ keyid: keyIdOf(publicKey), sig }],
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export type Opened = { readonly result: PhoneResult; readonly keyId: string } | { readonly refused: string };

/**
 * Opens an envelope, or says in a sentence why not: no JSON, changed after it was signed, signed by another key than the
 * one that is trusted, another run's.
 */
export function openResult(
  text: string,
  { run, trusted }: { readonly run: string; readonly trusted?: KeyObject },
): Opened {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: 'expected JSON, got text that is not' };
  }
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return { refused: firstIssue(envelope.error) };
  const { payload, signatures, publicKey } = envelope.data;
  const bytes = Buffer.from(payload, 'base64');
  const sig = Buffer.from(signatures[0]?.sig ?? '', 'base64');
  const key = keyOf(publicKey);
  if (key === undefined) return { refused: 'publicKey: expected an Ed25519 key in PEM' };
  const keyId = keyIdOf(key);
  if (trusted !== undefined && keyIdOf(trusted) !== keyId) return { refused: 'it was signed by another key' };
  if (!verify(null, signedBytes(bytes), key, sig)) return { refused: 'it was changed after it was signed' };
  const result = phoneResultSchema.safeParse(JSON.parse(bytes.toString('utf8')));
  if (!result.success) return { refused: firstIssue(result.error) };
  if (result.data.run !== run) return { refused: `it belongs to the run ${result.data.run}` };
  return { result: result.data, keyId };
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is malformed'}`;
}

function keyOf(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
