import type { LoadPlan, Stage } from '../plan.ts';

/** k6 counts whole arrivals in a unit of time: in a thousand seconds the rate keeps three decimals. */
const UNIT_S = 1000;
/** So long may all of the system stand still before an arrival finds no free worker and is dropped. */
const STILL_S = 2;
/** Users of a closed part wait for answers: it may take this much longer than planned before it is ended. */
const CLOSED_SLACK = 1.5;

/** The executor that plays a part. */
export function scenarioFor(playing: {
  plan: LoadPlan;
  stages: readonly Stage[];
  isClosed: boolean;
  planned: number;
  longestTurn: number;
}) {
  const { plan, stages, isClosed, planned, longestTurn } = playing;
  const durationS = stages.reduce((sum, stage) => sum + stage.durationS, 0);
  const gracefulStop = `${Math.ceil(plan.requestTimeoutMs / 1000) + 1}s`;
  if (isClosed) {
    const scenario = {
      executor: 'per-vu-iterations',
      vus: plan.users,
      iterations: longestTurn,
      maxDuration: `${Math.ceil(durationS * CLOSED_SLACK)}s`,
      gracefulStop,
    } as const;
    return scenario;
  }
  const [first] = stages;
  if (first === undefined || planned === 0)
    throw new Error('load: expected a part of the plan with requests, got none');
  const rateOf = (perSecond: number) => Math.round(perSecond * UNIT_S);
  const full = Math.max(...stages.map((stage) => Math.max(stage.fromPerSecond, stage.toPerSecond)));
  const workers = {
    timeUnit: `${UNIT_S}s`,
    preAllocatedVUs: Math.min(plan.maxInFlight, plan.users + Math.ceil(full * STILL_S)),
    maxVUs: plan.maxInFlight,
    gracefulStop,
  };
  const isSteady = stages.every((stage) => stage.fromPerSecond === full && stage.toPerSecond === full);
  const scenario = isSteady
    ? ({
        executor: 'constant-arrival-rate',
        rate: rateOf(full),
        duration: `${durationS * 1000}ms`,
        ...workers,
      } as const)
    : ({
        executor: 'ramping-arrival-rate',
        startRate: rateOf(first.fromPerSecond),
        // A stage begins where the one before it ended: a step is a stage that takes no time.
        stages: stages.flatMap(({ fromPerSecond, toPerSecond, durationS: s }, at) => [
          ...(at > 0 && stages[at - 1]?.toPerSecond !== fromPerSecond
            ? [{ target: rateOf(fromPerSecond), duration: '0s' }]
            : []),
          { target: rateOf(toPerSecond), duration: `${s * 1000}ms` },
        ]),
        ...workers,
      } as const);
  return scenario;
}
