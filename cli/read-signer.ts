import { statSync } from 'node:fs';
import { sealEnvelope } from '../reports/attestation/envelope.ts';
import { keyId, readPrivateKey } from '../reports/attestation/keys.ts';
import { sealBundle } from '../reports/attestation/seal-bundle.ts';
import { loadSigstore } from '../reports/attestation/sigstore-library.ts';
import { UsageError, type CommandInput } from './command.ts';
import { required } from './open-signoff.ts';
import type { Terminal } from './terminal.ts';

type Values = CommandInput['values'];

/** What signs an attestation. */
export interface Signer {
  /** The text of a file: a DSSE envelope by a key, a Sigstore bundle by an identity. */
  seal(payload: Buffer): Promise<string>;
  /** By what, for a person. */
  readonly by: string;
}

const services = ['fulcio', 'rekor', 'timestamps'] as const;

/** @throws UsageError where neither or both are asked for, or half of a Sigstore; AttestationError of a key or library. */
export function readSigner(values: Values, terminal: Pick<Terminal, 'say'>): Signer {
  const given = services.find((name) => values[name] !== undefined);
  if (values['sigstore'] !== true) {
    if (given !== undefined) {
      throw new UsageError('missing-argument', `--${given}: expected --sigstore beside it, got none`);
    }
    return keySigner(required('attest', values, 'key', '<file>, or --sigstore'), terminal);
  }
  if (values['key'] !== undefined) {
    throw new UsageError('bad-value', '--sigstore and --key: expected one of them, got both');
  }
  loadSigstore();
  const [fulcio, rekor, timestamps] = services.map((name) => readUrl(values, name));
  if ((fulcio === undefined) !== (rekor === undefined)) {
    // One of one's own and a public one would tell the world of what was to stay in the house.
    throw new UsageError('missing-argument', '--fulcio and --rekor: expected both or neither, got one');
  }
  return {
    seal: (payload) => sealBundle(payload, { fulcio, rekor, timestamps }),
    by: 'signed by Sigstore',
  };
}

function keySigner(file: string, { say }: Pick<Terminal, 'say'>): Signer {
  const key = readPrivateKey(file);
  if ((statSync(file).mode & 0o077) !== 0) say(`golive: ${file}: others can read this key; chmod 600 it`);
  return {
    seal: (payload) => Promise.resolve(`${JSON.stringify(sealEnvelope(payload, key))}\n`),
    by: `key ${keyId(key)}`,
  };
}

function readUrl(values: Values, name: string): string | undefined {
  const value = values[name];
  if (typeof value !== 'string') return undefined;
  if (/^https?:$/u.test(URL.parse(value)?.protocol ?? '')) return value.replace(/\/+$/u, '');
  throw new UsageError(
    'bad-value',
    `--${name}: expected an address such as https://fulcio.example, got "${value}"`,
  );
}
