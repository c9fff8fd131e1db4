import { AttestationError } from '../reports/attestation/attestation-error.ts';
import { whyNotAcceptable } from '../reports/attestation/policy.ts';
import { parseStatement } from '../reports/attestation/statement.ts';
import { plainLine } from '../reports/plain-text.ts';
import type { Statement } from '../reports/schema/statement.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readGiven, readOpener } from './read-opener.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { readDigest } from './run-now.ts';

/** Two answers: is it what this key has signed, and does it authorise this release here and now. Offline. */
export const verifyAttestation: Command = {
  name: 'verify-attestation',
  summary:
    'Says of an attestation whether it is authentic, and then whether it authorises this release now; asks no network.',
  usage:
    'golive verify-attestation <file> --key <file> [--release <sha256>] [flags]\n' +
    'golive verify-attestation <file> --trusted-root <file> --certificate-identity <who> --certificate-oidc-issuer <url> [flags]',
  flags: {
    '--key <file>': 'Ed25519 public key in PEM: openssl pkey -in golive.pem -pubout -out golive.pub',
    '--trusted-root <file>': 'trusted_root.json of the Sigstore that signed; read, and asked of no network',
    '--certificate-identity <who>': 'who must have signed: an e-mail address, or the address of a workflow',
    '--certificate-oidc-issuer <url>': 'who vouched for it',
    '--release <sha256>': 'what is to go live; without it any release that was verified will do',
    '--target-digest <sha256>': 'the target that it must have been verified with',
    '--max-age <time>': 'how old its run may be: 36h, 7d; the target’s own limit if left out',
  },
  options: {
    key: { type: 'string' },
    'trusted-root': { type: 'string' },
    'certificate-identity': { type: 'string' },
    'certificate-oidc-issuer': { type: 'string' },
    release: { type: 'string' },
    'target-digest': { type: 'string' },
    'max-age': { type: 'string' },
  },
  run({ values, positionals, terminal }) {
    refuseSurplus('verify-attestation', positionals, 1);
    const text = readAttestation(positionals[0]);
    const opener = readOpener(text, values);
    const policy = {
      release: readDigest(values, 'release'),
      target: readDigest(values, 'target-digest'),
      maxAgeMs: readMaxAge(values),
      asOf: new Date(),
    };
    const { payload, refusal } = answered(() => opener.open());
    if (payload === undefined) {
      terminal.result(`authentic: no: ${refusal}`);
      terminal.result('acceptable: not judged');
      return done(values, { authentic: false, acceptable: false, why: [refusal] });
    }
    terminal.result(`authentic: yes, signed ${opener.by}`);
    const { payload: statement, refusal: malformed } = answered(() => parseStatement(payload));
    const why = statement === undefined ? [malformed] : whyNotAcceptable(statement, policy);
    const what = statement === undefined ? '' : told(statement);
    terminal.result(why.length === 0 ? `acceptable: yes: ${what}` : `acceptable: no: ${what}`);
    for (const reason of why) terminal.result(`  - ${plainLine(reason)}`);
    return done(values, { authentic: true, acceptable: why.length === 0, why });
  },
};

interface Answer {
  readonly authentic: boolean;
  readonly acceptable: boolean;
  readonly why: readonly string[];
}

function done(values: CommandInput['values'], answer: Answer) {
  if (values['json'] === true) process.stdout.write(`${JSON.stringify(answer)}\n`);
  return Promise.resolve(answer.acceptable ? exitCodes.GO : exitCodes['NO-GO']);
}

function told({ subject, predicate: { result, golive } }: Statement): string {
  const names = subject.map(({ name, digest }) => `${name} (sha256:${digest.sha256})`).join(', ');
  return plainLine(`${result}, ${golive.decision} of ${golive.endedAt}, run ${golive.run}: ${names}`);
}

/** What an attestation says, or why it says nothing. */
function answered<T>(ask: () => T): { readonly payload: T | undefined; readonly refusal: string } {
  try {
    return { payload: ask(), refusal: '' };
  } catch (error) {
    if (error instanceof AttestationError && error.code !== 'bad-root')
      return { payload: undefined, refusal: error.message };
    throw error;
  }
}

function readAttestation(file: string | undefined): string {
  if (file !== undefined) return readGiven(file, 'the file of an attestation');
  throw new UsageError(
    'missing-argument',
    'golive verify-attestation: expected the file of an attestation, got none',
  );
}

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function readMaxAge(values: CommandInput['values']): number | undefined {
  const value = values['max-age'];
  if (typeof value !== 'string') return undefined;
  const [, amount, unit] = /^(\d+)(m|h|d)$/u.exec(value) ?? [];
  const found = (['m', 'h', 'd'] as const).find((name) => name === unit);
  if (found !== undefined && Number(amount) > 0) return Number(amount) * unitsMs[found];
  throw new UsageError('bad-value', `--max-age: expected a time such as 36h or 7d, got "${value}"`);
}
