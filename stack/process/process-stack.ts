import type { Command, Component, ComponentRole, ExecResult } from '../component.ts';
import type { Edge } from '../edge.ts';
import type { Access, StackFacts } from '../facts.ts';
import { StackError } from '../stack-error.ts';
import type { StartedStack } from '../started-stack.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { Ground } from './ground.ts';
import { writeStackFiles, type StackFolder } from './stack-folder.ts';

export interface ProcessStackParts {
  readonly ground: Ground;
  readonly facts: StackFacts;
  readonly access: Access;
  readonly components: readonly Component[];
  readonly edge: Edge;
  readonly operate: (command: Command) => Promise<ExecResult>;
}

/** A running copy of a target as child processes on loopback. */
export class ProcessStack implements StartedStack {
  readonly target: Target;
  readonly access: Access;
  readonly factsFile: string;
  readonly folder: string;
  readonly components: readonly Component[];
  readonly shimFolder: string;
  readonly edge: Edge;
  readonly operate: (command: Command) => Promise<ExecResult>;
  readonly #owned: AsyncDisposableStack;
  readonly #place: StackFolder;
  #facts: StackFacts;

  constructor({ ground, ...parts }: ProcessStackParts) {
    this.target = ground.options.target;
    this.#facts = parts.facts;
    this.#place = ground.place;
    this.access = parts.access;
    this.factsFile = ground.place.factsFile;
    this.folder = ground.place.folder;
    this.components = parts.components;
    this.shimFolder = ground.place.shims;
    this.edge = parts.edge;
    this.operate = parts.operate;
    this.#owned = ground.owned;
  }

  get facts(): StackFacts {
    return this.#facts;
  }

  async forceScene(scene: string | null): Promise<void> {
    this.#facts = { ...this.#facts, forcedScene: scene };
    await writeStackFiles(this.#place, this.#facts, this.access);
  }

  component(role: ComponentRole): Component {
    const found = this.components.find((component) => component.role === role);
    if (found !== undefined) return found;
    const roles = this.components.map((component) => component.role).join(', ');
    throw new StackError(
      'unsupported',
      `stack ${this.facts.name}: expected a part of role ${role}, got ${roles}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#owned.disposed) await this.#owned.disposeAsync();
  }
}
