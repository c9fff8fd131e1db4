import type { Target } from '../../targets/schema/target.ts';
import type { Command, Component, ComponentRole, ExecResult } from '../component.ts';
import type { Edge } from '../edge.ts';
import type { Access, StackFacts } from '../facts.ts';
import type { Tidied } from '../ledger/remove-records.ts';
import { writeStackFiles, type StackFolder } from '../process/stack-folder.ts';
import { StackError } from '../stack-error.ts';
import type { StartedStack } from '../started-stack.ts';
import type { AttachedFacts } from './deployment-facts.ts';

export interface AttachedParts {
  readonly target: Target;
  readonly place: StackFolder;
  readonly facts: StackFacts;
  readonly access: Access;
  readonly components: readonly Component[];
  readonly attached: AttachedFacts;
  operate(command: Command): Promise<ExecResult>;
  whyClosed(check: string, subject: string): string | undefined;
  removeRecords(): Promise<Tidied>;
  /** Gives back what was made for it. */
  leave(): Promise<void>;
}

/** A system that somebody else runs. Disposing lets go of it: nothing of it is stopped or deleted. */
export class AttachedStack implements StartedStack {
  readonly target: Target;
  readonly access: Access;
  readonly factsFile: string;
  readonly folder: string;
  readonly components: readonly Component[];
  readonly shimFolder: string;
  readonly attached: AttachedFacts;
  readonly operate: StartedStack['operate'];
  readonly whyClosed: NonNullable<StartedStack['whyClosed']>;
  readonly removeRecords: NonNullable<StartedStack['removeRecords']>;
  readonly #parts: AttachedParts;
  #facts: StackFacts;

  constructor(parts: AttachedParts) {
    this.target = parts.target;
    this.access = parts.access;
    this.factsFile = parts.place.factsFile;
    this.folder = parts.place.folder;
    this.components = parts.components;
    this.shimFolder = parts.place.shims;
    this.attached = parts.attached;
    this.operate = (command) => parts.operate(command);
    this.whyClosed = (check, subject) => parts.whyClosed(check, subject);
    this.removeRecords = () => parts.removeRecords();
    this.#parts = parts;
    this.#facts = parts.facts;
  }

  get facts(): StackFacts {
    return this.#facts;
  }

  readonly edge: Edge = {
    insert: () => Promise.reject(notOurs('putting something in between front and application')),
    servePlainHttp: () => Promise.reject(notOurs('serving plain HTTP')),
  };

  component(role: ComponentRole): Component {
    const found = this.components.find((component) => component.role === role);
    if (found !== undefined) return found;
    const expected = `expected commands.${role} in the hooks`;
    throw new StackError('unsupported', `the ${role} of a deployment is out of reach: ${expected}, got none`);
  }

  async forceScene(scene: string | null): Promise<void> {
    this.#facts = { ...this.#facts, forcedScene: scene };
    await writeStackFiles(this.#parts.place, this.#facts, this.access);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.leave();
  }
}

function notOurs(what: string): StackError {
  return new StackError('unsupported', `${what}: expected a stack that this run started, got a deployment`);
}
