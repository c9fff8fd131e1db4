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
  /** Why the knee is not told as closely as was asked; null where it is, or where the most that was tried was held. */
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
 * Doubles the users until a limit is passed, then halves the distance. Above a step that says nothing nothing is asked;
 * below it the search goes on, so that what is known to be held is told as closely.
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
  let silent: Step | undefined;
  for (let users: number | undefined = from; users !== undefined;) {
    const step = await play(users);
    steps.push(step);
    if (step.invalid !== null) silent = step;
    else if (step.failsOn === null) held = users;
    else failed = step;
    // A machine that measures nothing at the least of users measures nothing at fewer.
    if (held === 0 && silent !== undefined) break;
    users = nextOf({ held, open: lowest(failed, silent), from, most, within });
  }
  const ended =
    silent !== undefined && lowest(failed, silent) === silent.users
      ? `${silent.users} users: ${silent.invalid ?? ''}`
      : null;
  return { users: held, failed: failed ?? null, steps, ended };
}

/** The fewest users that are not known to be held. */
function lowest(...above: readonly (CapacityStep | undefined)[]): number | undefined {
  const users = above.flatMap((step) => step?.users ?? []);
  return users.length === 0 ? undefined : Math.min(...users);
}

function nextOf(known: {
  held: number;
  open: number | undefined;
  from: number;
  most: number;
  within: number;
}): number | undefined {
  const { held, open, from, most, within } = known;
  if (open === undefined) return held >= most ? undefined : Math.min(most, held * 2);
  // Below the first step it is searched as well: a system that holds less than that has a knee too.
  const distance = open - held;
  if (distance <= Math.max(1, open * within) || open <= Math.max(2, from / 8)) return undefined;
  return Math.round(held + distance / 2);
}
