import { isNotApplicable } from '../schema/common.ts';
import { isLongEnough, leastMeasuredS, leastRatePerUserPerS } from '../leniency.ts';
import type { Load } from '../schema/limits.ts';
import type { Target } from '../schema/target.ts';

/** Users of the load whom nobody plays, fewer requests the second time than the first, or too few of them. */
export function contradictoryLoad({ load }: Target): string | undefined {
  if (isNotApplicable(load)) return undefined;
  const { users, people, plannedRequests, extendedRequests } = load;
  const numbers = Array.from({ length: users }, (_, user) => user + 1);
  const left = numbers.find((number) => !people.some(({ from, to }) => number >= from && number <= to));
  if (left !== undefined)
    return `load.people: expected somebody for each of ${users} users, nobody plays ${left}`;
  if (extendedRequests < plannedRequests) {
    return `load.extendedRequests: expected at least plannedRequests (${plannedRequests}), got ${extendedRequests}`;
  }
  return tooLittle(load) ?? nothingToSpare(load);
}

/** Fewer users to spare than there are. On a server of a size that is named, the same users are a question of their own. */
function nothingToSpare({ users, capacity }: Load): string | undefined {
  if (isNotApplicable(capacity) || capacity.users > users) return undefined;
  if (capacity.shape !== undefined && capacity.users === users) return undefined;
  return `load.capacity.users: expected more than load.users (${users}), got ${capacity.users}`;
}

/** Too few requests, or for too short a time, to stand for people at work; a target may say why they will do. */
function tooLittle(load: Load): string | undefined {
  if (load.lenient !== undefined) return undefined;
  const { users, ratePerUserPerS, plannedRequests } = load;
  const or = 'or load.lenient: why less will do';
  if (ratePerUserPerS < leastRatePerUserPerS) {
    return `load.ratePerUserPerS: expected at least ${leastRatePerUserPerS}, ${or}, got ${ratePerUserPerS}`;
  }
  if (isLongEnough(load)) return undefined;
  // Rounded, since 100 times 1.07 is a hair more than 107.
  const ratePerS = Number((users * ratePerUserPerS).toFixed(6));
  const least = Math.ceil(leastMeasuredS * ratePerS);
  return `load.plannedRequests: expected at least ${least} (${leastMeasuredS} s at ${ratePerS} requests/s), ${or}, got ${plannedRequests}`;
}
