import { LoadError } from './load-error.ts';
import type { Stage } from './plan.ts';
import type { ProfileStage } from './profiles.ts';

/** The part that users who wait and think play; part 1 is the run by arrival rate, part 2 its one extension. */
export const CLOSED_PART = 3;

/** How long a run is, and in what shape. */
export interface ShapeInput {
  /** Arrivals per second of all users together. */
  ratePerSecond: number;
  users: number;
  /** Requests judged, warm-up not counted. Give this or `durationS`. */
  plannedRequests?: number;
  /** Seconds judged, warm-up not counted. Give this or `plannedRequests`. */
  durationS?: number;
  warmUpS?: number;
  /** Plan a second part of the same length, played only where the first does not decide. */
  extension?: boolean;
  /** Plan a part for users who wait for each answer and think, as long as this. */
  closed?: { warmUpS: number; durationS: number };
  /** A profile's stages, all of them judged, in place of warm-up and length; the closed part takes them too. */
  stages?: readonly ProfileStage[];
}

/** The stages of every part of a plan. */
export function stagesFor(input: ShapeInput): Stage[] {
  if (input.stages !== undefined) return profileStages(input, input.stages);
  const measuredS = measuredSeconds(input);
  const warmUpS = input.warmUpS ?? 5;
  return [
    ...steady(input, { part: 1, model: 'open' }, warmUpS, measuredS),
    ...(input.extension === true
      ? steady(input, { part: 2, model: 'open' }, Math.min(warmUpS, 3), measuredS)
      : []),
    ...(input.closed === undefined
      ? []
      : steady(input, { part: CLOSED_PART, model: 'closed' }, input.closed.warmUpS, input.closed.durationS)),
  ];
}

/**
 * The full rate, after a warm-up that climbs to it from one user's: a hundred first connections at once are a
 * hundred handshakes that nobody makes in one second, and on a small machine their queue would reach into what is judged.
 */
function steady(
  { ratePerSecond, users }: ShapeInput,
  which: Pick<Stage, 'part' | 'model'>,
  warmUpS: number,
  durationS: number,
): Stage[] {
  const rate = { ...which, fromPerSecond: ratePerSecond, toPerSecond: ratePerSecond };
  const measured: Stage = { ...rate, phase: 'measured', durationS };
  const warmUp: Stage = {
    ...rate,
    phase: 'warm-up',
    durationS: warmUpS,
    fromPerSecond: ratePerSecond / users,
  };
  return warmUpS > 0 ? [warmUp, measured] : [measured];
}

function measuredSeconds({ plannedRequests, durationS, ratePerSecond }: ShapeInput): number {
  const measuredS = plannedRequests === undefined ? durationS : plannedRequests / ratePerSecond;
  if (measuredS !== undefined && (plannedRequests === undefined || durationS === undefined)) return measuredS;
  throw new LoadError('plan-invalid', 'plan: expected plannedRequests or durationS, got both or neither');
}

function profileStages(input: ShapeInput, shape: readonly ProfileStage[]): Stage[] {
  // A rate of nothing has no next arrival: one user is the least.
  const rateOf = (share: number) => input.ratePerSecond * Math.max(share, 1 / input.users);
  const part = (which: Pick<Stage, 'part' | 'model'>) =>
    shape.map(({ durationS, from, to }): Stage => {
      const rates = { fromPerSecond: rateOf(from), toPerSecond: rateOf(to) };
      return { ...which, phase: 'measured', durationS, ...rates };
    });
  const open = part({ part: 1, model: 'open' });
  return input.closed === undefined ? open : [...open, ...part({ part: CLOSED_PART, model: 'closed' })];
}
