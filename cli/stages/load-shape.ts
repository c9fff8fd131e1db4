import { GATE_LEAST, loadProfiles, type ProfileStage } from '../../load/index.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Load } from '../../targets/schema/limits.ts';
import type { RunContext } from '../run-context.ts';

/** Users who wait and think play first, for this long at least; what of the warm-up they have done is not done again. */
const usersFirst = { warmUpS: 3, durationS: 10 };
/** Users who wait for slow answers ask less than their rate: a fifth may be lost, and what was asked still be judged. */
const spare = 1.2;

type Asked = Pick<RunContext['request'], 'profile' | 'only' | 'fault'> & {
  readonly load: Pick<RunContext['request']['load'], 'profile'>;
};

/**
 * How long and in what shape the target's load is played. The gate, whose seconds are counted, plays arrivals alone:
 * they hide no stall. Everywhere else users who wait and think are played beside them, and the worse of the two counts.
 */
export function shapeOf(load: Load, { request }: { readonly request: Asked }) {
  const stages = loadProfiles[request.load.profile] === undefined ? undefined : rampOf(load);
  if (stages !== undefined) return { stages, closed: usersFirst };
  // A planted fault is looked for by what its clean control, a whole gate, has played.
  const isGate = request.profile === 'gate' && (request.only.length === 0 || request.fault !== undefined);
  const closed = isGate ? {} : { closed: { ...usersFirst, durationS: usersFirstS(load) } };
  return {
    plannedRequests: load.plannedRequests,
    warmUpS: isGate ? load.warmUpS : Math.max(1, load.warmUpS - usersFirst.warmUpS),
    extension: load.extendedRequests > load.plannedRequests,
    ...closed,
  };
}

/** Long enough for as many requests as are judged, however seldom one user asks. */
function usersFirstS({ users, ratePerUserPerS }: Load): number {
  return Math.max(usersFirst.durationS, Math.ceil((GATE_LEAST.closed * spare) / (users * ratePerUserPerS)));
}

/** The stages that the target's plan states, where it states any; else those that plans usually ask for. */
function rampOf({ stages, users }: Load): readonly ProfileStage[] {
  if (isNotApplicable(stages)) return loadProfiles.ramp;
  return stages.value.map(({ durationS, fromUsers, toUsers }) => ({
    durationS,
    from: fromUsers / users,
    to: toUsers / users,
  }));
}
