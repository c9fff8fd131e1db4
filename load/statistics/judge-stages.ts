import type { Figures } from './figures.ts';
import { shareBounds } from './error-rate.ts';
import { judge, type Judgement, type LoadLimits } from './judge.ts';
import type { Invalid } from './validity.ts';

/** A stretch of load: how many users there are when it begins and when it ends. */
export interface LoadStage {
  readonly durationS: number;
  readonly fromUsers: number;
  readonly toUsers: number;
}

/** What was played of one, by arrival rate. */
export interface PlayedStage extends LoadStage {
  readonly figures: Figures;
}

export interface StagesJudgement {
  /** Whether the load was the stated one. */
  readonly isAsStated: boolean;
  readonly outcome: Judgement['outcome'];
  readonly reason: string;
  /** Stage for stage, in words. */
  readonly actual: string;
  /** Requests of all stages. */
  readonly n: number;
}

/** A bound of 0.1 % needs thousands, and a short climb has fewer: less than these say nothing of a p95. */
const leastN = 300;

/** `300 s from 0 to 100 users, 600 s at 100 users`. */
export function sayStages(stages: readonly LoadStage[]): string {
  return stages
    .map(({ durationS, fromUsers, toUsers }) =>
      fromUsers === toUsers
        ? `${roundS(durationS)} s at ${toUsers} users`
        : `${roundS(durationS)} s from ${fromUsers} to ${toUsers} users`,
    )
    .join(', ');
}

const roundS = (seconds: number): number => Math.floor(seconds * 10) / 10;

/**
 * Whether what was stated was played, stage for stage and for no less time, and whether the system kept its limits in
 * each: the minutes at full load must not be flattered by those of the climb.
 */
export function judgeStages(
  stated: readonly LoadStage[],
  played: readonly PlayedStage[],
  limits: LoadLimits,
  invalid: readonly Invalid[],
): StagesJudgement {
  const n = played.reduce((sum, { figures }) => sum + figures.n, 0);
  const actual = played.map(sayPlayed).join('; ') || 'nothing';
  if (!isPlayed(stated, played)) {
    const reason = `the load of this run was ${sayStages(played) || 'none'}; stated are ${sayStages(stated)}`;
    return { isAsStated: false, outcome: 'inconclusive', reason, actual, n };
  }
  const judged = played.flatMap((stage) => judgementsOf(stage, limits, invalid));
  const against =
    judged.find(({ outcome }) => outcome === 'fail') ?? judged.find(({ outcome }) => outcome !== 'pass');
  const { outcome = 'pass' } = against ?? {};
  const reason = against === undefined ? '' : `${against.subject}: ${against.reason}`;
  return { isAsStated: true, outcome, reason, actual, n };
}

/** Load that ends at nobody ends at one: a rate of nothing has no next arrival. */
const isAlike = (one: number, other: number): boolean => Math.max(1, one) === Math.max(1, other);

/** As many stages, of as many users, and none shorter. */
function isPlayed(stated: readonly LoadStage[], played: readonly LoadStage[]): boolean {
  return (
    stated.length === played.length &&
    stated.every(({ durationS, fromUsers, toUsers }, at) => {
      const found = played[at];
      if (found === undefined || roundS(found.durationS) < durationS) return false;
      return isAlike(found.fromUsers, fromUsers) && isAlike(found.toUsers, toUsers);
    })
  );
}

function sayPlayed({ figures, ...stage }: PlayedStage): string {
  const { n, failed, limited, percentiles } = figures;
  const p95 = percentiles === undefined ? 'no answer' : `p95 ${percentiles.p95Ms.toFixed(0)} ms`;
  return `${sayStages([stage])}: ${n} requests, ${p95}, ${failed} failed${limited > 0 ? `, ${limited} limited` : ''}`;
}

/** The share of errors is proved by the whole run, whose requests are many; a stage by itself can only fail it. */
function judgementsOf(stage: PlayedStage, limits: LoadLimits, invalid: readonly Invalid[]): Judgement[] {
  const { figures } = stage;
  const { percentiles, p95Bounds, n } = figures;
  const subject = sayStages([stage]);
  const measured =
    percentiles === undefined || p95Bounds === undefined
      ? undefined
      : { value: percentiles.p95Ms, ...p95Bounds };
  const rate = { subject, limit: limits.errorRate, unit: 'share', n, leastN } as const;
  const shares = [
    judge({ ...rate, id: 'error-rate', measured: shareBounds(figures.failed, n) }, invalid),
    judge({ ...rate, id: 'limited-rate', measured: shareBounds(figures.limited, n) }, invalid),
  ];
  return [
    judge({ id: 'p95', subject, measured, limit: limits.p95Ms, unit: 'ms', n, leastN }, invalid),
    ...shares.filter(({ outcome }) => outcome === 'fail'),
  ];
}
