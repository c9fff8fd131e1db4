import type { ProfileName } from '../checks/check.ts';
import type { DeviceId } from '../devices/phones.ts';
import type { EvidenceRow, Observation } from '../evidence/row.ts';
import type { Fault } from '../faults/fault.ts';
import type { Reaper } from '../stack/reaper/reaper.ts';
import type { ReadOnlyOrder } from '../stack/read-only/guard.ts';
import type { RunSecrets } from '../stack/run-secrets.ts';
import type { Prepared, Recipe } from '../stack/recipes/recipe.ts';
import type { Shape } from '../stack/shapes.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import type { StackDriver } from '../stack/stack-driver.ts';
import type { Target } from '../targets/schema/target.ts';
import type { AttachRequest } from './read-attach.ts';
import type { LoadRequest } from './load-request.ts';
import type { DistributedRequest } from './distributed-request.ts';
import type { OwnParts } from './system.ts';
import type { ResumeRequest } from './resume-request.ts';
import type { ShardRequest } from './shard-request.ts';
import type { StackWord } from './stack-words.ts';
import type { Terminal } from './terminal.ts';
import type { Tools } from './stages/find-tools.ts';

/** What was asked for on the command line. */
export interface RunRequest {
  readonly target: Target;
  readonly targetFile: string;
  /** What the target's module brings besides; left out: nothing. */
  readonly own?: OwnParts | undefined;
  readonly profile: ProfileName;
  readonly stack: StackWord;
  /** What the run is attached to; undefined where it starts its own stack. */
  readonly attach: AttachRequest | undefined;
  readonly devices: readonly DeviceId[];
  /** Checks to run, each `check` or `check/subject`; empty: all. A filtered run never ends in GO. */
  readonly only: readonly string[];
  readonly source: string | undefined;
  /** The release before: a commit, tag or branch of the source's repository, or an absolute folder. */
  readonly previous?: string | undefined;
  readonly fault: Fault | undefined;
  /** Size of the seed. */
  readonly seed: string;
  readonly load: LoadRequest;
  /** Who makes the backup of a drill: the team's own commands where it is left out. */
  readonly method?: DrillMethod | undefined;
  /** The server that all containers share; undefined: what this machine has. */
  readonly shape: Shape | undefined;
  /** The front's HTTPS port on 127.0.0.1; a free one where nobody asked for one. */
  readonly port: number | undefined;
  /** Where the run's folder is made. */
  readonly reportsFolder: string;
  /** Several k6 play the load, each a part of it; left out, one machine does. */
  readonly distributed?: DistributedRequest | undefined;
  /** The interrupted run that this one goes on with. */
  readonly resume?: ResumeRequest | undefined;
  /** What the run’s folder may take, in bytes; left out, the default. */
  readonly evidenceBytes?: number;
  /** Which part of a whole run this is; left out, it is whole. */
  readonly shard?: ShardRequest | undefined;
  /** Only looked at: what may leave for the system. */
  readonly readOnly?: ReadOnlyOrder | undefined;
  /** A play ends with its first failed test: enough to know that something was found. */
  readonly stopsAtFirst?: boolean;
}

/** `physical` copies the database's files and its log. */
export const drillMethods = ['commands', 'physical'] as const;
export type DrillMethod = (typeof drillMethods)[number];

export interface StageTime {
  readonly name: string;
  readonly durationMs: number;
  readonly budgetMs: number;
  /** `done`, `deadline`, `skipped`, `failed` or `interrupted`. */
  readonly outcome: string;
}

/** What the stages of one run share. Stages leave their results in the journal and the run's folder. */
export interface RunContext {
  readonly id: string;
  readonly request: RunRequest;
  /** <reports folder>/<id>. */
  readonly runFolder: string;
  /** Raw artifacts and secrets; deleted with the run. */
  readonly temporaryFolder: string;
  readonly journal: string;
  readonly reaper: Reaper;
  readonly tools: Tools;
  readonly recipe: Recipe;
  readonly driver: StackDriver;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C or by the stage's deadline. */
  readonly signal: AbortSignal;
  /** Secrets of this run, made once by name. */
  readonly runSecrets: RunSecrets;
  /** Every text that must not be in an artifact. */
  readonly secrets: () => readonly string[];
  prepared: Prepared | undefined;
  main: StartedStack | undefined;
  readonly stageTimes: StageTime[];
  /** `check / subject` of what this stack cannot be asked: its row says why already. */
  readonly closed: Set<string>;
  /** Writes a row for a stack of this run. */
  observe(stack: string, observation: Observation): EvidenceRow;
  /** A line of progress, under the running stage. */
  report(message: string): void;
  /** True when any of these checks was asked for (no filter: all are). */
  wants(checks: readonly string[]): boolean;
}
