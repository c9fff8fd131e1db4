import type { Statement } from '../schema/statement.ts';
import { roleDecisions, standingRejections } from '../signoff/authority.ts';

const dayMs = 86_400_000;

/** What a release must be to go live here and now; what is left out is taken from the attestation. */
export interface AttestationPolicy {
  /** SHA-256 of what is to go live. */
  readonly release?: string | undefined;
  /** SHA-256 of the target that it must have been verified with. */
  readonly target?: string | undefined;
  /** From the end of the run; left out, the target's own limit. */
  readonly maxAgeMs?: number | undefined;
  readonly asOf: Date;
}

/** Why an authentic attestation authorises nothing; empty where it does. Pure, and so offline. */
export function whyNotAcceptable(statement: Statement, policy: AttestationPolicy): readonly string[] {
  return [
    ...resultReasons(statement),
    ...identityReasons(statement, policy),
    ...ageReasons(statement, policy),
    ...waiverReasons(statement, policy),
    ...quorumReasons(statement),
  ];
}

function resultReasons({ predicate: { result, golive } }: Statement): readonly string[] {
  const { decision, sentence, why } = golive;
  if (decision !== 'GO' || result === 'FAILED') return [`the verdict is not GO: ${sentence}`];
  return why.map((reason) => `it was not authorised when it was attested: ${reason}`);
}

function identityReasons(
  { subject, predicate }: Statement,
  { release, target }: AttestationPolicy,
): readonly string[] {
  const reasons: string[] = [];
  const known = subject.map(({ digest }) => digest.sha256);
  if (release !== undefined && !known.includes(release)) {
    reasons.push(`it is of another release: expected ${release}, got ${known.join(' and ')}`);
  }
  const verified = predicate.configuration.find(({ name }) => name === 'target')?.digest?.sha256;
  if (target !== undefined && verified !== target) {
    reasons.push(`it was verified with another target: expected ${target}, got ${verified ?? 'none'}`);
  }
  return reasons;
}

function ageReasons(
  { predicate: { golive } }: Statement,
  { maxAgeMs, asOf }: AttestationPolicy,
): readonly string[] {
  const { endedAt, quorum, drill } = golive;
  const limitMs = maxAgeMs ?? quorum.goForDays * dayMs;
  const reasons: string[] = [];
  const ageMs = asOf.getTime() - Date.parse(endedAt);
  if (ageMs > limitMs) {
    reasons.push(`it has lapsed: of ${endedAt}, ${inDays(ageMs)} old, the limit is ${inDays(limitMs)}`);
  }
  if (ageMs < -dayMs) reasons.push(`it is of ${endedAt}, which is not yet: a clock is wrong`);
  if (drill === null) reasons.push('no restore drill of this release has passed');
  else if (asOf.getTime() - Date.parse(drill.at) > drill.withinDays * dayMs) {
    reasons.push(`its restore drill is of ${drill.at}, the limit is ${drill.withinDays} days`);
  }
  return reasons;
}

function waiverReasons({ predicate }: Statement, { asOf }: AttestationPolicy): readonly string[] {
  const over = predicate.golive.waivers.filter(({ expiresAt }) => Date.parse(expiresAt) <= asOf.getTime());
  return over.map(({ of, name, expiresAt }) => `the waiver of ${of} by ${name} expired at ${expiresAt}`);
}

function quorumReasons({ predicate: { golive } }: Statement): readonly string[] {
  const { signatures, quorum } = golive;
  const rejections = standingRejections({ signatures });
  const roles = [...new Set([...quorum.mustApprove, ...signatures.map(({ role }) => role)])];
  const approved = roleDecisions(roles, signatures)
    .filter(({ decision }) => decision === 'approve')
    .map(({ role }) => role);
  const missing = quorum.mustApprove.filter((role) => !approved.includes(role));
  return [
    ...rejections.map(({ name, role }) => `rejected by ${name} (${role})`),
    ...(missing.length === 0 ? [] : [`the quorum is not there: not approved by ${missing.join(', ')}`]),
    ...(approved.length < quorum.leastApprovals
      ? [
          `the quorum is not there: ${approved.length} of at least ${quorum.leastApprovals} roles have approved`,
        ]
      : []),
  ];
}

const inDays = (ms: number): string => `${Math.round((ms / dayMs) * 100) / 100} days`;
