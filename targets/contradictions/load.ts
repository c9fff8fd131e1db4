import { isNotApplicable } from '../schema/common.ts';
import type { Target } from '../schema/target.ts';

/** Users of the load whom nobody plays, or fewer requests the second time than the first. */
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
  return undefined;
}
