import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AttestationError } from './attestation-error.ts';

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AttestationError('bad-key', `${file}: expected a key file: ${why}`, { cause });
  }
}

function held(key: KeyObject, file: string): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  const type = key.asymmetricKeyType ?? key.type;
  throw new AttestationError('bad-key', `${file}: expected an Ed25519 key, got one of ${type}`);
}

/** @throws AttestationError `bad-key` for what is no Ed25519 key in PEM (PKCS8) without a passphrase. */
export function readPrivateKey(file: string): KeyObject {
  const pem = read(file);
  if (pem.includes('BEGIN ENCRYPTED')) {
    throw new AttestationError(
      'bad-key',
      `${file}: expected a key without a passphrase, got an encrypted one`,
    );
  }
  try {
    return held(createPrivateKey(pem), file);
  } catch (cause) {
    if (cause instanceof AttestationError) throw cause;
    throw new AttestationError('bad-key', `${file}: expected a private key in PEM (PKCS8)`, { cause });
  }
}

/** @throws AttestationError `bad-key`; a private key is refused here, so that none is handed to who only verifies. */
export function readPublicKey(file: string): KeyObject {
  const pem = read(file);
  if (pem.includes('PRIVATE KEY')) {
    throw new AttestationError('bad-key', `${file}: expected the public key, got the private one`);
  }
  try {
    return held(createPublicKey(pem), file);
  } catch (cause) {
    if (cause instanceof AttestationError) throw cause;
    throw new AttestationError('bad-key', `${file}: expected a public key in PEM (SPKI)`, { cause });
  }
}

/** The id that in-toto's own tools give to a key: SHA-256 of its canonical JSON. */
export function keyId(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const canonical = JSON.stringify({ keytype: 'ed25519', keyval: { public: raw }, scheme: 'ed25519' });
  return createHash('sha256').update(canonical).digest('hex');
}
