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
  /** Begins a step, and every further attempt at it. */
  onStep?: (attempt: number) => void;
}

/** A box that could not measure may be asked once more: it is judged, not the system. */
const ATTEMPTS = 2;

/** Plays so many users by the target's own mix and rate, and judges what they met. @throws LoadError */
export async function playStep(users: number, options: StepOptions): Promise<PlayedStep> {
  const { planning, ratePerUserPerS, seed, onStep, ...rest } = options;
  for (let attempt = 1; ; attempt++) {
    onStep?.(attempt);
    const result = await runLoad({
      ...rest,
      planning: {
        ...planning,
        users,
        ratePerSecond: users * ratePerUserPerS,
        seed: `${seed}-${users}-${attempt}`,
        warmUpS: capacityStep.warmUpS,
        durationS: capacityStep.measuredS,
      },
    });
    const step = judgeStep(result);
    if (step.invalid === null || attempt >= ATTEMPTS) return step;
  }
}
