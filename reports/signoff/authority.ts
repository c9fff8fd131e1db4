import type { JudgedLine } from '../judge-line.ts';
import { changedSince, lapsedReasons } from './lapse.ts';
import type { PersonDecision, Signature } from './records.ts';
import type { SignoffState } from './state.ts';

const dayMs = 86_400_000;
const most = 12;

const listed = (items: readonly string[]): string =>
  items.length <= most
    ? items.join(', ')
    : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;

const many = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`;

const ids = (lines: readonly JudgedLine[]): string => listed(lines.map(({ line }) => line.id));

/** Why nobody can approve this run as it stands: one sentence for each reason, none where all is there. */
export function whyNotApprovable(state: SignoffState): readonly string[] {
  return [
    ...runReasons(state),
    ...verdictReasons(state),
    ...redLines(state),
    ...awaitedLines(state),
    ...lapsedReasons(state),
    ...drillReasons(state),
  ];
}

/** Those of the reasons that no person can mend by a signature: what was not done, or is not known. */
export function refusedReasons(state: SignoffState, now: Now): readonly string[] {
  return [...runReasons(state), ...redLines(state), ...drillReasons(state), ...targetUnknown(now)];
}

function runReasons({ verdict, asOf }: SignoffState): readonly string[] {
  const { fault, run } = verdict;
  const planted =
    fault && `a fault was planted in this run on purpose (${fault.id}): it says nothing of a release`;
  const isUnknown = run.release === null || run.release.digest === 'unknown';
  const release = isUnknown && 'the run does not know the digest of the release that it verified';
  const isAhead = Date.parse(run.endedAt) - asOf.getTime() > dayMs;
  const ahead = isAhead && `the verdict is of ${run.endedAt}, which is not yet: a clock is wrong`;
  return [planted, release, ahead].filter((reason) => typeof reason === 'string');
}

function verdictReasons({ decision }: SignoffState): readonly string[] {
  return decision.decision === 'GO' ? [] : [`the verdict is not GO: ${decision.sentence}`];
}

function redLines({ decision: { lines }, verdict }: SignoffState): readonly string[] {
  const against = ['fail', 'inconclusive', 'unbound'];
  const red = lines.filter(({ line, outcome }) => line.phase === 'release' && against.includes(outcome));
  const unjudged = lines.filter(({ line, outcome }) => line.phase === 'release' && outcome === 'not-due');
  return [
    ...(red.length === 0
      ? []
      : [`${many(red.length)} due before a release, neither green nor waived: ${ids(red)}`]),
    ...(unjudged.length === 0
      ? []
      : [`profile ${verdict.run.profile} does not judge lines due before a release: ${ids(unjudged)}`]),
  ];
}

function awaitedLines({ decision: { lines } }: SignoffState): readonly string[] {
  const waiting = Map.groupBy(
    lines.filter(({ outcome }) => outcome === 'person'),
    ({ line }) => line.role ?? 'nobody named',
  );
  return [...waiting].map(([role, own]) => `${many(own.length)} waiting for ${role} to attest: ${ids(own)}`);
}

function drillReasons({ drill, policy, verdict }: SignoffState): readonly string[] {
  if (drill !== undefined) return [];
  const release = verdict.run.release?.digest.slice(0, 12) ?? 'unknown';
  const limit = `${policy.drillWithinDays} days`;
  return [`no restore drill of this release (${release}) has passed within ${limit}: golive drill plays one`];
}

/** What of a signature decides. */
type Decided = Pick<Signature, 'role' | 'name' | 'decision' | 'at'>;

/** A role, and what its last signature decided. */
export interface RoleDecision {
  readonly role: string;
  readonly decision: PersonDecision | null;
  readonly name: string | null;
  readonly at: string | null;
}

/** A second signature of a role takes nothing away, and counts last. */
export function roleDecisions(
  roles: readonly string[],
  signatures: readonly Decided[],
): readonly RoleDecision[] {
  return roles.map((role) => {
    const last = signatures.findLast((one) => one.role === role && one.decision !== null);
    return { role, decision: last?.decision ?? null, name: last?.name ?? null, at: last?.at ?? null };
  });
}

/** Who has rejected and has not approved since: nobody else takes that back. */
export function standingRejections<T extends Decided>({
  signatures,
}: {
  readonly signatures: readonly T[];
}): readonly T[] {
  const decided = signatures.filter(({ decision }) => decision !== null);
  const last = new Map(decided.map((one) => [personKey(one.name), one]));
  return [...last.values()].filter(({ decision }) => decision === 'reject');
}

/** Two spellings of one person. */
export const personKey = (name: string): string => name.normalize('NFKC').toLowerCase().trim();

/** What is known of now, beside the run's folder. */
export interface Now {
  /** SHA-256 of the release that is to go live; left out: the one that was verified is meant. */
  readonly release?: string | undefined;
  /** SHA-256 of the target as it is now; null where it could not be found. */
  readonly target: string | null;
}

/** Why this run authorises nothing; empty where the launch is authorised. */
export function whyNotAuthorised(state: SignoffState, now: Now): readonly string[] {
  return [
    ...whyNotApprovable(state),
    ...changedSince(state, now),
    ...targetUnknown(now),
    ...standingRejections(state).map(
      ({ name, role, at, reason }) =>
        `rejected by ${name} (${role}) at ${at}${reason === null ? '' : `: ${reason}`}`,
    ),
    ...quorumReasons(state),
  ];
}

function targetUnknown({ target }: Now): readonly string[] {
  if (target !== null) return [];
  return ['whether the target has changed is not known: its module is not here; --target names it'];
}

const rolesOf = ({ policy }: SignoffState): readonly string[] => policy.roles.map(({ id }) => id);

function quorumReasons(state: SignoffState): readonly string[] {
  const { mustApprove, leastApprovals } = state.policy;
  const approved = roleDecisions(rolesOf(state), state.signatures).filter(
    ({ decision }) => decision === 'approve',
  );
  const missing = mustApprove.filter((role) => !approved.some((one) => one.role === role));
  const few = approved.length < leastApprovals;
  return [
    ...(missing.length === 0 ? [] : [`not approved yet by ${missing.join(', ')}`]),
    ...(few ? [`${approved.length} of at least ${leastApprovals} roles have approved`] : []),
  ];
}
