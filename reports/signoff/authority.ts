import type { JudgedLine } from '../judge-line.ts';
import type { PersonDecision, Signature } from './records.ts';
import type { SignoffState } from './state.ts';

const dayMs = 86_400_000;
const days = (ms: number): string => `${Math.floor((ms / dayMs) * 10) / 10} days`;
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
    ...lineReasons(state),
    ...expiredWaivers(state),
    ...drillReasons(state),
  ];
}

function runReasons({ verdict, policy, asOf }: SignoffState): readonly string[] {
  const { fault, run } = verdict;
  const ageMs = asOf.getTime() - Date.parse(run.endedAt);
  const planted =
    fault && `a fault was planted in this run on purpose (${fault.id}): it says nothing of a release`;
  const isUnknown = run.release === null || run.release.digest === 'unknown';
  const release = isUnknown && 'the run does not know the digest of the release that it verified';
  const old =
    ageMs > policy.goForDays * dayMs &&
    `the verdict has lapsed: it is of ${run.endedAt}, ${days(ageMs)} old, and the target lets one stand for ${policy.goForDays} days`;
  const ahead = ageMs < -dayMs && `the verdict is of ${run.endedAt}, which is not yet: a clock is wrong`;
  return [planted, release, old, ahead].filter((reason) => typeof reason === 'string');
}

function verdictReasons({ decision }: SignoffState): readonly string[] {
  return decision.decision === 'GO' ? [] : [`the verdict is not GO: ${decision.sentence}`];
}

function lineReasons({ decision: { lines }, verdict }: SignoffState): readonly string[] {
  const against = ['fail', 'inconclusive', 'unbound'];
  const red = lines.filter(({ line, outcome }) => line.phase === 'release' && against.includes(outcome));
  const unjudged = lines.filter(({ line, outcome }) => line.phase === 'release' && outcome === 'not-due');
  const waiting = Map.groupBy(
    lines.filter(({ outcome }) => outcome === 'person'),
    ({ line }) => line.role ?? 'nobody named',
  );
  return [
    ...(red.length === 0
      ? []
      : [`${many(red.length)} due before a release, neither green nor waived: ${ids(red)}`]),
    ...(unjudged.length === 0
      ? []
      : [`profile ${verdict.run.profile} does not judge lines due before a release: ${ids(unjudged)}`]),
    ...[...waiting].map(([role, own]) => `${many(own.length)} waiting for ${role} to attest: ${ids(own)}`),
  ];
}

function expiredWaivers({ waivers, asOf }: SignoffState): readonly string[] {
  const over = waivers.filter(({ expiresAt }) => Date.parse(expiresAt) <= asOf.getTime());
  return over.map(
    ({ what, name, expiresAt }) => `the waiver of ${waivedName(what)} by ${name} expired at ${expiresAt}`,
  );
}

/** What a waiver is of, as a person names it. */
export function waivedName(what: SignoffState['waivers'][number]['what']): string {
  if ('line' in what) return what.line;
  return what.subject === undefined ? what.check : `${what.check}/${what.subject}`;
}

function drillReasons({ drill, policy, verdict, asOf }: SignoffState): readonly string[] {
  const release = verdict.run.release?.digest.slice(0, 12) ?? 'unknown';
  const limit = `${policy.drillWithinDays} days`;
  if (drill === undefined) {
    return [
      `no restore drill of this release (${release}) has passed within ${limit}: golive drill plays one`,
    ];
  }
  const ageMs = asOf.getTime() - Date.parse(drill.at);
  if (ageMs <= policy.drillWithinDays * dayMs) return [];
  return [
    `the last restore drill of this release (${release}) that passed is ${days(ageMs)} old (${drill.run}), the limit is ${limit}`,
  ];
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
    ...standingRejections(state).map(
      ({ name, role, at, reason }) =>
        `rejected by ${name} (${role}) at ${at}${reason === null ? '' : `: ${reason}`}`,
    ),
    ...quorumReasons(state),
  ];
}

function changedSince({ verdict, lapsed }: SignoffState, now: Now): readonly string[] {
  const { release, configuration } = verdict.run;
  const reasons: string[] = [];
  if (now.release !== undefined && now.release !== release?.digest) {
    reasons.push(`the release has changed: verified ${release?.digest ?? 'none'}, got ${now.release}`);
  }
  if (now.target === null) {
    reasons.push('whether the target has changed is not known: its module is not here; --target names it');
  } else if (now.target !== configuration?.target.digest) {
    const verified = configuration?.target.digest ?? 'an unknown one';
    reasons.push(`the target has changed: verified with ${verified}, it is ${now.target}`);
  }
  if (lapsed.length > 0) {
    const who = listed([...new Set(lapsed.map(({ name }) => name))]);
    reasons.push(`verdict.json has changed since ${lapsed.length} were given (${who}): they do not count`);
  }
  return reasons;
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
