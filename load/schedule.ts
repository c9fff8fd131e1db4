import type { LoadPlan, Stage } from './plan.ts';

/** Whether a part is played by users who wait and think, not by a rate of arrivals. */
export function isClosed(stages: readonly Stage[]): boolean {
  return stages.some((stage) => stage.model === 'closed');
}

/** How many requests a stage starts: the area under its rate. */
export function stageCount(stage: Stage): number {
  return Math.round(((stage.fromPerSecond + stage.toPerSecond) / 2) * stage.durationS);
}

/** The stages of one part, in order. Part 1 is the run; part 2 its one extension. */
export function stagesOf(plan: LoadPlan, part: number): Stage[] {
  return plan.stages.filter((stage) => stage.part === part);
}

/** How long a part takes from the first to the last intended start, in seconds. */
export function partDurationS(plan: LoadPlan, part: number): number {
  return stagesOf(plan, part).reduce((sum, stage) => sum + stage.durationS, 0);
}

/**
 * The intended start of every request of a part, in ms after the part's start. The arrival rate alone
 * decides it: never an answer, never a free user. Latency is timed from here.
 */
export function intendedStartsMs(stages: readonly Stage[]): Float64Array {
  const starts = new Float64Array(stages.reduce((sum, stage) => sum + stageCount(stage), 0));
  let at = 0;
  let stageStartS = 0;
  for (const stage of stages) {
    const count = stageCount(stage);
    for (let nth = 0; nth < count; nth++) starts[at++] = (stageStartS + secondsUntil(stage, nth)) * 1000;
    stageStartS += stage.durationS;
  }
  return starts;
}

/** The intended start of one request of a part, for an engine whose users each keep no table of all. */
export function intendedStartMs(stages: readonly Stage[], nth: number): number {
  let [stageStartS, first] = [0, 0];
  for (const stage of stages) {
    const count = stageCount(stage);
    if (nth < first + count) return (stageStartS + secondsUntil(stage, nth - first)) * 1000;
    first += count;
    stageStartS += stage.durationS;
  }
  return stageStartS * 1000;
}

/** When the nth request of a stage is due: where the area under the rate reaches n. */
function secondsUntil(stage: Stage, nth: number): number {
  const slope = (stage.toPerSecond - stage.fromPerSecond) / stage.durationS;
  if (slope === 0) return nth / stage.fromPerSecond;
  const root = Math.sqrt(Math.max(0, stage.fromPerSecond ** 2 + 2 * slope * nth));
  return (root - stage.fromPerSecond) / slope;
}
