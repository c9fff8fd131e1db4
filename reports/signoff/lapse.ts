import type { Now } from './authority.ts';
import { waivedName, type WaiverRecord } from './records.ts';
import type { SignoffState } from './state.ts';

const dayMs = 86_400_000;
const days = (ms: number): string => `${Math.floor((ms / dayMs) * 10) / 10} days`;

/** Why a verdict that stood, or what it rests on, has ended by itself: one sentence for each reason. */
export function lapsedReasons({ verdict, policy, waivers, drill, asOf }: SignoffState): readonly string[] {
  const { run } = verdict;
  const reasons: string[] = [];
  const ageMs = asOf.getTime() - Date.parse(run.endedAt);
  if (ageMs > policy.goForDays * dayMs) {
    const limit = `the target lets one stand for ${policy.goForDays} days`;
    reasons.push(`the verdict has lapsed: it is of ${run.endedAt}, ${days(ageMs)} old, and ${limit}`);
  }
  for (const { what, name, expiresAt } of endedWaivers(waivers, asOf)) {
    reasons.push(`the waiver of ${waivedName(what)} by ${name} expired at ${expiresAt}`);
  }
  const drillAgeMs = drill === undefined ? 0 : asOf.getTime() - Date.parse(drill.at);
  if (drill !== undefined && drillAgeMs > policy.drillWithinDays * dayMs) {
    const release = run.release?.digest.slice(0, 12) ?? 'unknown';
    reasons.push(
      `the last restore drill of this release (${release}) that passed is ${days(drillAgeMs)} old (${drill.run}), the limit is ${policy.drillWithinDays} days`,
    );
  }
  return reasons;
}

const isOver = ({ expiresAt }: WaiverRecord, asOf: Date): boolean => Date.parse(expiresAt) <= asOf.getTime();

/** Nothing rests on a waiver that was given anew. */
function endedWaivers(waivers: readonly WaiverRecord[], asOf: Date): readonly WaiverRecord[] {
  const standing = new Set(waivers.filter((one) => !isOver(one, asOf)).map(({ what }) => waivedName(what)));
  return waivers.filter((one) => isOver(one, asOf) && !standing.has(waivedName(one.what)));
}

/** What is another one than was verified, or than was signed. */
export function changedSince({ verdict, lapsed }: SignoffState, now: Now): readonly string[] {
  const { release, configuration } = verdict.run;
  const reasons: string[] = [];
  if (now.release !== undefined && now.release !== release?.digest) {
    reasons.push(`the release has changed: verified ${release?.digest ?? 'none'}, got ${now.release}`);
  }
  if (now.target !== null && now.target !== configuration?.target.digest) {
    const verified = configuration?.target.digest ?? 'an unknown one';
    reasons.push(`the target has changed: verified with ${verified}, it is ${now.target}`);
  }
  if (lapsed.length > 0) {
    const who = [...new Set(lapsed.map(({ name }) => name))].join(', ');
    reasons.push(`verdict.json has changed since ${lapsed.length} were given (${who}): they do not count`);
  }
  return reasons;
}

/** The first moment at which something that an authorisation rests on ends, if nothing changes before. */
export function lapsesAt({ verdict, policy, waivers, drill, asOf }: SignoffState): {
  readonly at: string;
  readonly by: string;
} {
  const after = (at: string, forDays: number): string =>
    new Date(Date.parse(at) + forDays * dayMs).toISOString();
  const ends = [
    {
      at: after(verdict.run.endedAt, policy.goForDays),
      by: `the verdict is then ${policy.goForDays} days old`,
    },
    ...(drill === undefined
      ? []
      : [
          {
            at: after(drill.at, policy.drillWithinDays),
            by: `its restore drill is then ${policy.drillWithinDays} days old`,
          },
        ]),
    ...waivers
      .filter((one) => !isOver(one, asOf))
      .map(({ what, name, expiresAt }) => ({
        at: expiresAt,
        by: `the waiver of ${waivedName(what)} by ${name} ends`,
      })),
  ];
  return ends.reduce((first, one) => (Date.parse(one.at) < Date.parse(first.at) ? one : first));
}
