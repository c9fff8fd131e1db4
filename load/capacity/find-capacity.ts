import { LoadError } from '../load-error.ts';

/** What one number of users met. */
export interface CapacityStep {
  users: number;
  ratePerSecond: number;
  /** Of all judged requests, ms; null where none was answered. */
  p95Ms: number | null;
  /** Share of requests that failed, 0 to 1. */
  errorRate: number;
  /** The limit that was passed first, in words; null where all were held. */
  failsOn: string | null;
  /** Why nothing can be said of this step: a starved generator, a rate not reached by it. */
  invalid: string | null;
}

export interface Capacity<Step extends CapacityStep = CapacityStep> {
  /** The most users that held every limit; 0 where even the first step did not. */
  users: number;
  /** The next step up, which failed; null where nothing failed up to the most that was tried. */
  failed: Step | null;
  /** In the order in which they were played. */
  steps: Step[];
  /** Why the search ended before a limit was met; null where it was, or where the most that was tried was held. */
  ended: string | null;
}

export interface CapacitySearch<Step extends CapacityStep> {
  /** Users of the first step. */
  from: number;
  /** No step is larger. */
  most: number;
  /** The knee is told to this share of itself; 0.1 by default. */
  within?: number;
  play(users: number): Promise<Step>;
}

/**
 * Doubles the users until a limit is passed, then halves the distance. A step that says nothing ends the search:
 * what was held so far is told, and why no more was asked.
 * @throws LoadError `plan-invalid` for a search that cannot begin
 */
export async function findCapacity<Step extends CapacityStep>({
  from,
  most,
  within = 0.1,
  play,
}: CapacitySearch<Step>): Promise<Capacity<Step>> {
  if (!(from >= 1 && most >= from)) {
    throw new LoadError(
      'plan-invalid',
      `capacity: expected 1 <= from <= most, got from ${from}, most ${most}`,
    );
  }
  const steps: Step[] = [];
  let held = 0;
  let failed: Step | undefined;
  for (let users: number | undefined = from; users !== undefined;) {
    const step = await play(users);
    steps.push(step);
    if (step.invalid !== null) {
      return { users: held, failed: failed ?? null, steps, ended: `${users} users: ${step.invalid}` };
    }
    if (step.failsOn === null) held = users;
    else failed = step;
    users = nextOf({ held, failed: failed?.users, from, most, within });
  }
  return { users: held, failed: failed ?? null, steps, ended: null };
}

function nextOf(known: {
  held: number;
  failed: number | undefined;
  from: number;
  most: number;
  within: number;
}): number | undefined {
  const { held, failed, from, most, within } = known;
  if (failed === undefined) return held >= most ? undefined : Math.min(most, held * 2);
  // Below the first step it is searched as well: a system that holds less than that has a knee too.
  const distance = failed - held;
  if (distance <= Math.max(1, failed * within) || failed <= Math.max(2, from / 8)) return undefined;
  return Math.round(held + distance / 2);
}
