import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { AttestationError } from './attestation-error.ts';
import { keyId } from './keys.ts';

export const payloadType = 'application/vnd.in-toto+json';

const base64 = z.base64();

/** A DSSE envelope, version 1: a payload, and signatures of its type and bytes. */
export const envelopeSchema = z.object({
  payloadType: z.string(),
  payload: base64,
  signatures: z.array(z.object({ keyid: z.string().optional(), sig: base64 })).min(1),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** DSSE's pre-authentication encoding: what is really signed. */
export function preAuthenticationEncoding(type: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

export function sealEnvelope(payload: Buffer, key: KeyObject): Envelope {
  const sig = sign(null, preAuthenticationEncoding(payloadType, payload), key).toString('base64');
  return { payloadType, payload: payload.toString('base64'), signatures: [{ keyid: keyId(key), sig }] };
}

/** @throws AttestationError `not-json` | `not-an-envelope` | `wrong-payload` naming what was expected. */
export function parseEnvelope(text: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AttestationError('not-json', 'expected a DSSE envelope in JSON, got text that is not JSON', {
      cause,
    });
  }
  const parsed = envelopeSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'the envelope';
    const why = `expected a DSSE envelope: ${where}: ${issue?.message ?? 'is malformed'}`;
    throw new AttestationError('not-an-envelope', why);
  }
  if (parsed.data.payloadType === payloadType) return parsed.data;
  const got = parsed.data.payloadType;
  throw new AttestationError('wrong-payload', `payloadType: expected ${payloadType}, got "${got}"`);
}

/**
 * The payload of an envelope that this key has signed. The key's id in it is a hint and trusted by nobody: it only says
 * which of two refusals is meant.
 * @throws AttestationError `changed` where this key has signed something else, `wrong-key` where another one has signed.
 */
export function openEnvelope(envelope: Envelope, key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const payload = Buffer.from(envelope.payload, 'base64');
  const signed = preAuthenticationEncoding(envelope.payloadType, payload);
  const isSigned = ({ sig }: Envelope['signatures'][number]): boolean =>
    verify(null, signed, publicKey, Buffer.from(sig, 'base64'));
  if (envelope.signatures.some(isSigned)) return payload;
  const own = keyId(publicKey);
  const signers = envelope.signatures.map(({ keyid }) => keyid ?? '');
  if (signers.includes(own)) {
    const why = 'its signature does not fit its content: a byte was changed after it was signed';
    throw new AttestationError('changed', why);
  }
  const named = signers.filter((signer) => signer !== '').join(', ') || 'a key that it does not name';
  throw new AttestationError('wrong-key', `signed with another key: expected ${own}, got ${named}`);
}
