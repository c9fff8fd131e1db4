import type { Observation } from '../evidence/row.ts';
import type { Command, Component, ExecResult } from '../stack/component.ts';
import type { Access } from '../stack/facts.ts';
import type { EmptyStack as StartedEmptyStack } from '../stack/stack-driver.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import type { BackupMethod } from './backup-method.ts';

/** Writes one row for a stack of the run. */
export type Observe = (stackName: string, observation: Observation) => void;

/** What every stage of this room is given. */
export interface StageContext {
  readonly observe: Observe;
  /** A line of progress: what is done, or waited for. */
  readonly report: (message: string) => void;
  /** Aborted by Ctrl-C or by the stage's deadline; nothing more is begun then. */
  readonly signal: AbortSignal;
}

/**
 * Services that run and hold nothing yet, on other ports and another path; no process of the system runs. Disposing
 * it ends everything, also what `bringUp` has started; a stack that was brought up may be disposed instead.
 */
export interface EmptyStack extends AsyncDisposable {
  readonly access: Pick<Access, 'sql' | 'objects'>;
  /** Where its files can be replaced while it rests. */
  readonly database?: Pick<Component, 'start' | 'stop'> | undefined;
  /** Runs a command of the team's own where the application would live, with its environment. */
  operate(command: Command): Promise<ExecResult>;
  /** Starts the system on what is there now. @throws StackError where it does not come up. */
  bringUp(): Promise<StartedStack>;
  /** Undefined where there is no engine of containers. */
  readonly rehearse?: StartedEmptyStack['rehearse'];
}

/** All that the drill needs of a driver. */
export interface DrillStacks {
  readonly main: StartedStack;
  startEmpty(name: string): Promise<EmptyStack>;
  /** kill -9 to every part of a stack, and everything that it stored deleted. */
  destroy(stack: StartedStack): Promise<void>;
  /** Why the main stack is left as it is, and restored beside: it is somebody else's. */
  readonly keeps?: string | undefined;
  /** Where all restores go to one place: it is filled once, or emptied before each. */
  readonly onePlace?: 'filled-once' | 'emptied' | undefined;
}

export interface DrillContext extends StageContext {
  /** The team's own commands where it is left out. */
  readonly method?: BackupMethod | undefined;
  readonly stacks: DrillStacks;
  /** An empty folder outside every stack's folder: the artifact and its damaged copies are put there. */
  readonly folder: string;
}
