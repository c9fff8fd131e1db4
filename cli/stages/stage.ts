import type { Target } from '../../targets/schema/target.ts';
import type { RunContext } from '../run-context.ts';

/** A part of a run. `verify`, `plan` and progress all read the one list of stages. */
export interface Stage {
  readonly name: string;
  /** What it does, for `golive plan`. */
  readonly summary: string;
  /** What it may write, for `golive plan`. */
  readonly writes: string;
  /** What it does, and may write, to a system that somebody else runs. */
  readonly inAttach?: Partial<Pick<Stage, 'summary' | 'writes'>>;
  readonly budgetMs: number;
  /** Past it the stage is ended and its open checks are inconclusive. */
  readonly deadlineMs: number;
  /** Its times where everything is asked on every phone. */
  readonly inAcceptance?: Pick<Stage, 'budgetMs' | 'deadlineMs'>;
  /** Where `--load-profile ramp` makes it longer. */
  readonly inRamp?: Pick<Stage, 'budgetMs' | 'deadlineMs'>;
  /** Suites and stages of the catalogue that it answers. */
  readonly suites: readonly string[];
  /** Its questions are dealt to the shards of a run; of what is not dealt, the first shard plays all. */
  readonly isDealt?: true;
  /** It measures this machine: no stage of another run is played there meanwhile. Waiting for that is no time of its own. */
  readonly isAlone?: true;
  /** Left out where it has nothing to ask of a target. */
  isFor?(target: Target): boolean;
  run(context: RunContext): Promise<void>;
}
