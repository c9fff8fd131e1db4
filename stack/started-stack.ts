import type { Target } from '../targets/schema/target.ts';
import type { Component, ComponentRole, Command, ExecResult } from './component.ts';
import type { Edge } from './edge.ts';
import type { AttachedFacts } from './attach/deployment-facts.ts';
import type { Access, StackFacts } from './facts.ts';
import type { Tidied } from './ledger/remove-records.ts';
import type { Prepared } from './recipes/recipe.ts';

/** The disk that a stack's data lie on, where it was asked for a small one. */
export interface DataDisk {
  /** Fills it until not a byte more fits; disposing gives the room back. */
  fill(): Promise<AsyncDisposable>;
}

/** How a release is put in place. */
export interface DeployOptions {
  /** Brings the database to the release's schema before any process is swapped. */
  readonly migrates: boolean;
  /** Variables that its processes are started with instead of those that they had. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running copy of a target. Disposing stops everything and deletes its folder and access file. */
export interface StartedStack extends AsyncDisposable {
  readonly target: Target;
  readonly facts: StackFacts;
  readonly access: Access;
  /** stack.json in the run's temporary folder; what Playwright workers attach to. */
  readonly factsFile: string;
  /** A folder of this stack's own, deleted with it. */
  readonly folder: string;
  readonly components: readonly Component[];
  /** First on PATH of every command that components run: a planted `command` fault writes its shim here. */
  readonly shimFolder: string;
  readonly edge: Edge;
  /** @throws StackError `unsupported` when the stack has no such part. */
  component(role: ComponentRole): Component;
  /** Says in stack.json which scene every phone's camera is forced to show from now on; null: none. */
  forceScene(scene: string | null): Promise<void>;
  /** Runs a command of the team's own (backup, restore) where the application lives, with its environment. */
  operate(command: Command): Promise<ExecResult>;
  /** Missing where its data lie on a disk that is not its own. */
  readonly disk?: DataDisk;
  /**
   * Puts another release in place, as its operator would: one process after the other, each out of the front's sight
   * before it is asked to stop. @throws StackError with what failed; processes of both releases may run then.
   */
  deploy?(release: Prepared, options: DeployOptions): Promise<void>;
  /** What there is to look at beside the system, where it was deployed by somebody else. */
  readonly attached?: AttachedFacts;
  /** Why a question cannot be asked of a subject with the access that was given; undefined where it can. */
  whyClosed?(check: string, subject: string): string | undefined;
  /** Takes away the records that this run has made in a system that is not its own; says what is left. */
  removeRecords?(): Promise<Tidied>;
}
