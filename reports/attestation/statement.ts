import type { SignoffReport } from '../schema/signoff-report.ts';
import { predicateType, statementSchema, statementType, type Statement } from '../schema/statement.ts';
import type { SignoffState } from '../signoff/state.ts';
import type { Verdict } from '../verdict.ts';
import { AttestationError } from './attestation-error.ts';

type Predicate = Statement['predicate'];

/** The release, and the image that was made of it where containers ran. */
function subjectOf({ run }: Verdict): Statement['subject'] {
  const { release, target } = run;
  if (release === null || !/^[0-9a-f]{64}$/u.test(release.digest)) {
    const why = `${run.id}: expected a run that knows the digest of its release, got ${release?.digest ?? 'none'}`;
    throw new AttestationError('not-a-statement', why);
  }
  const own = { name: `${target}@${release.version}`, digest: { sha256: release.digest } };
  const { image } = release;
  return image === undefined ? [own] : [own, { name: image.name, digest: { sha256: image.digest } }];
}

function configurationOf({ run }: Verdict, verdictDigest: string): Predicate['configuration'] {
  const { configuration, versions } = run;
  const compose = configuration?.compose;
  return [
    ...(configuration ? [{ name: 'target', digest: { sha256: configuration.target.digest } }] : []),
    ...(compose ? [{ name: compose.file, digest: { sha256: compose.digest } }] : []),
    { name: 'golive', uri: `pkg:npm/golive@${versions['golive'] ?? 'unknown'}` },
    { name: 'verdict.json', digest: { sha256: verdictDigest } },
  ];
}

/** Every question that was asked, by what came of it; one that is open has not passed, and so has failed. */
function testsOf({ decision }: SignoffState): Pick<Predicate, 'passedTests' | 'warnedTests' | 'failedTests'> {
  const named = decision.cells.map(({ cell, outcome, waiver }) => {
    const of = cell.subject === 'target' ? '' : `/${cell.subject}`;
    const on = cell.device === 'none' ? '' : `@${cell.device}`;
    return { name: `${cell.check}${of}${on}`, outcome, isMild: cell.level === 'warning' || waiver !== null };
  });
  const against = named.filter(({ outcome }) => outcome === 'fail' || outcome === 'inconclusive');
  return {
    passedTests: named.filter(({ outcome }) => outcome === 'pass').map(({ name }) => name),
    warnedTests: against.filter(({ isMild }) => isMild).map(({ name }) => name),
    failedTests: against.filter(({ isMild }) => !isMild).map(({ name }) => name),
  };
}

/**
 * The verdict of a run, with what people have said of it, as an in-toto test result.
 * @throws AttestationError `not-a-statement` where nobody knows which release was verified.
 */
export function toStatement(state: SignoffState, signoff: SignoffReport): Statement {
  const { verdict, policy, decision } = state;
  const { run } = verdict;
  const tests = testsOf(state);
  const passed = tests.warnedTests.length > 0 ? 'WARNED' : 'PASSED';
  return statementSchema.parse({
    _type: statementType,
    subject: subjectOf(verdict),
    predicateType,
    predicate: {
      result: decision.decision === 'GO' ? passed : 'FAILED',
      configuration: configurationOf(verdict, signoff.verdict),
      ...tests,
      golive: {
        version: 1,
        ...{ run: run.id, target: run.target, decision: decision.decision, sentence: decision.sentence },
        ...{ startedAt: run.startedAt, endedAt: run.endedAt, attestedAt: signoff.asOf },
        ...{ verdict: signoff.verdict, why: signoff.why, releaseRestsOn: run.release?.restsOn },
        quorum: {
          mustApprove: policy.mustApprove,
          leastApprovals: policy.leastApprovals,
          goForDays: policy.goForDays,
        },
        signatures: signoff.signatures,
        attested: signoff.attested,
        waivers: signoff.waivers,
        drill: signoff.drill,
      },
    },
  });
}

/** @throws AttestationError `not-a-statement` | `wrong-predicate` naming field and expectation. */
export function parseStatement(payload: Buffer): Statement {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch (cause) {
    throw new AttestationError('not-a-statement', 'payload: expected an in-toto statement in JSON', {
      cause,
    });
  }
  const type: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'predicateType') : undefined;
  if (typeof type === 'string' && type !== predicateType) {
    throw new AttestationError('wrong-predicate', `predicateType: expected ${predicateType}, got ${type}`);
  }
  const parsed = statementSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const what = `${issue?.path.join('.') || 'the statement'}: ${issue?.message ?? 'is malformed'}`;
  throw new AttestationError('not-a-statement', `expected a test result by Golive: ${what}`);
}
