import { readFileSync } from 'node:fs';
import { openEnvelope, parseEnvelope } from '../reports/attestation/envelope.ts';
import { keyId, readPublicKey } from '../reports/attestation/keys.ts';
import { isBundle, openBundle } from '../reports/attestation/open-bundle.ts';
import { loadSigstore } from '../reports/attestation/sigstore-library.ts';
import { plainLine } from '../reports/plain-text.ts';
import { UsageError, type CommandInput } from './command.ts';
import { required } from './open-signoff.ts';

type Values = CommandInput['values'];

/** What says of an attestation whether it is authentic. */
export interface Opener {
  /** @throws AttestationError for what was signed by nobody, or by somebody else. */
  open(): Buffer;
  /** By whom, for a person. */
  readonly by: string;
}

const ofBundles = ['trusted-root', 'certificate-identity', 'certificate-oidc-issuer'] as const;

/** An envelope is opened by a key, a Sigstore bundle by an identity. @throws UsageError where the other is given. */
export function readOpener(text: string, values: Values): Opener {
  if (isBundle(text)) return bundleOpener(text, values);
  const given = ofBundles.find((flag) => values[flag] !== undefined);
  if (given !== undefined) {
    throw new UsageError(
      'bad-value',
      `--${given}: expected a Sigstore bundle, got an attestation by a key: --key`,
    );
  }
  const key = readPublicKey(required('verify-attestation', values, 'key', '<file>'));
  return { open: () => openEnvelope(parseEnvelope(text), key), by: `with key ${keyId(key)}` };
}

function bundleOpener(text: string, values: Values): Opener {
  if (values['key'] !== undefined) {
    const wanted = ofBundles.map((flag) => `--${flag}`).join(', ');
    throw new UsageError(
      'bad-value',
      `--key: expected an attestation by a key, got a Sigstore bundle: ${wanted}`,
    );
  }
  const [file, identity, issuer] = ofBundles.map((flag) =>
    required('verify-attestation', values, flag, '<…>, of a Sigstore bundle'),
  );
  const wanted = { identity: identity ?? '', issuer: issuer ?? '' };
  const root = readGiven(file ?? '', 'a trusted_root.json');
  loadSigstore();
  return {
    open: () => openBundle(text, root, wanted),
    by: plainLine(`by ${wanted.identity}, as ${wanted.issuer} vouched`),
  };
}

/** @throws UsageError naming the file. */
export function readGiven(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError('bad-value', `${file}: expected ${what}: ${why}`, { cause });
  }
}
