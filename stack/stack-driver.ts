import type { Target } from '../targets/schema/target.ts';
import type { Component } from './component.ts';
import type { RunCertificates } from './certificates.ts';
import type { Access, DriverName } from './facts.ts';
import type { Reaper } from './reaper/reaper.ts';
import type { Prepared, Recipe, Report, SourcePatch } from './recipes/recipe.ts';
import type { RunSecrets } from './run-secrets.ts';
import type { Shape } from './shapes.ts';
import type { StartedStack } from './started-stack.ts';

export interface FrontPorts {
  readonly httpsPort: number;
  readonly httpPort: number;
}

/** Which release was there before. */
export interface PreviousRelease {
  /** A commit, tag or branch of the source’s repository, or an absolute folder; undefined: the newest that differs. */
  readonly named: string | undefined;
  /** Where the release that is verified was made of; undefined where nobody knows. */
  readonly source: string | undefined;
}

/** What a release is built from. */
export interface PrepareOptions {
  readonly recipe: Recipe;
  readonly source: string | undefined;
  readonly patch?: readonly SourcePatch[];
  /** The release before, not the one that is verified. */
  readonly previous?: PreviousRelease;
  readonly reaper: Reaper;
  readonly report: Report;
}

/** What every stack of a run is started from. */
export interface StackOptions {
  readonly target: Target;
  readonly recipe: Recipe;
  readonly prepared: Prepared;
  /** `main`, `restored`, `fault-…`. */
  readonly name: string;
  readonly seed: string;
  /** Limits stand as the release ships them: the recipe raises none for the run's own sake. */
  readonly asShipped?: boolean;
  /** Word for word as the release's documents say: the recipe repairs nothing. */
  readonly asDocumented?: boolean;
  /** The run's: it also says which run this is. */
  readonly reaper: Reaper;
  readonly report: Report;
  /** The run's: all stacks of a run share them. */
  readonly secrets: RunSecrets;
  /** Where all stacks of a run have one certificate; without it each makes its own. */
  readonly certificates?: RunCertificates;
  /** Ports that somebody asked for; without them free ones are taken. */
  readonly frontPorts?: FrontPorts;
  /** The server that all parts together have; only of containers. Without one they have what the machine has. */
  readonly shape?: Shape;
  /** Data lie on a disk of this size. @throws StackError `unsupported` where none can be made, with what is missing */
  readonly smallDiskBytes?: number;
  /** A folder that the team's commands find under the same path on every stack of the run: backups lie there. */
  readonly exchangeFolder?: string;
}

/** A stack with services, but empty, and no system started yet: the team's restore command fills it. */
export interface EmptyStack
  extends Pick<StartedStack, 'target' | 'folder' | 'shimFolder' | 'operate'>, AsyncDisposable {
  /** Without accounts. */
  readonly access: Access;
  /** Its server, where its files can be replaced while it rests. */
  readonly database?: Pick<Component, 'start' | 'stop'> | undefined;
  /** Starts the system on what was restored. To be called once; the stack that it hands back owns everything. */
  bringUp(): Promise<StartedStack>;
  /** Documented commands that need containers, played beside these services; undefined where there is no engine. */
  readonly rehearse?: (options: RehearsalOptions) => Promise<Rehearsal>;
}

export interface RehearsalOptions {
  /** Of the rehearsal's own. */
  readonly folder: string;
  /** Where the procedure is played. */
  readonly checkout: string;
  /** Below the checkout: what the release is started with is written there. */
  readonly environmentFile?: string | undefined;
  /** What else is written there. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A `docker` that keeps to a project of the run's own; all that it made goes when it is disposed of. */
export interface Rehearsal extends AsyncDisposable {
  /** A folder that goes first on the PATH. */
  readonly programs: string;
  /** What the release is started with. */
  readonly environmentFile: string;
  /** To be asked once the procedure has ended: it waits a moment for what falls over at once. */
  ended(): Promise<RehearsalEnd>;
}

export interface RehearsalEnd {
  /** `docker compose up -d`, a line each. */
  readonly calls: readonly string[];
  /** Images that cannot be had, each with why. */
  readonly missing: readonly string[];
  /** What was not done, since it might have touched what is not the run's. */
  readonly refused: readonly string[];
  /** `golive-local/redis:7 for redis:7-alpine`. */
  readonly standIns: readonly string[];
  readonly running: readonly string[];
  /** Services that do not run, each with how it ended and what it said last. */
  readonly notRunning: readonly string[];
}

/** A way to have running copies of a target. Stages know no other difference between the kinds of stack. */
export interface StackDriver {
  readonly name: DriverName;
  /** For people: `process stack`. */
  readonly title: string;
  /** Why its main stack is never destroyed, where it is not the run's own. */
  readonly keeps?: string;
  /** Where its restores go to one place alone: it is filled once, or emptied before each. */
  readonly onePlace?: 'filled-once' | 'emptied';
  /** Builds the release once for all stacks of a run. @throws StackError as the recipe does; `disk-full`. */
  prepare(options: PrepareOptions): Promise<Prepared>;
  /** A seeded copy. @throws StackError with what was missing, busy, or seen last; nothing is left running then. */
  start(options: StackOptions): Promise<StartedStack>;
  /** Services alone, for a restore. @throws StackError as `start` does; `refused` where nothing may be made. */
  startEmpty(options: StackOptions): Promise<EmptyStack>;
  /** The disaster: every part killed, all that it stored deleted. @throws StackError `refused` for what is not ours. */
  destroy(stack: StartedStack): Promise<void>;
}
