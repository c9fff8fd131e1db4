import { runLoad, type LoadRunOptions } from '../run.ts';
import { judgeStep, type PlayedStep } from './judge-step.ts';

/** How long a step is: its warm-up is played and cut. */
export const capacityStep = { warmUpS: 3, measuredS: 12 } as const;

export interface StepOptions extends Omit<LoadRunOptions, 'planning'> {
  planning: Omit<
    LoadRunOptions['planning'],
    'users' | 'ratePerSecond' | 'seed' | 'plannedRequests' | 'durationS'
  >;
  /** Requests of one user in a second: a number of users means the same here and in the gate. */
  ratePerUserPerS: number;
  /** Begins the seed of each step; no two steps write the same. */
  seed: string;
  /** How long it is, where that is not `capacityStep`. s. */
  step?: { warmUpS: number; measuredS: number };
}

/** Plays so many users by the target's own mix and rate, and judges what they met. @throws LoadError */
export async function playStep(users: number, options: StepOptions): Promise<PlayedStep> {
  const { planning, ratePerUserPerS, seed, step = capacityStep, ...rest } = options;
  const result = await runLoad({
    ...rest,
    planning: {
      ...planning,
      users,
      ratePerSecond: users * ratePerUserPerS,
      seed: `${seed}-${users}`,
      warmUpS: step.warmUpS,
      durationS: step.measuredS,
    },
  });
  return judgeStep(result);
}
