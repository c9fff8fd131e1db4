import type { Target } from '../targets/schema/target.ts';
import type { Command, Component, ComponentRole, ExecResult } from './component.ts';
import type { Edge } from './edge.ts';
import type { Access, StackFacts } from './facts.ts';
import { writeStackFiles, type StackFolder } from './process/stack-folder.ts';
import { StackError } from './stack-error.ts';
import type { StartedStack } from './started-stack.ts';

export interface OwnedStackParts {
  readonly target: Target;
  readonly place: StackFolder;
  readonly facts: StackFacts;
  readonly access: Access;
  readonly components: readonly Component[];
  /** What stands for all parts of a role at once, where there are replicas. */
  readonly groups?: readonly Component[];
  readonly edge: Edge;
  readonly operate: (command: Command) => Promise<ExecResult>;
  /** All that ends with it. */
  readonly owned: AsyncDisposableStack;
}

/** A running copy of a target that this run has made, and that ends with it. */
export class OwnedStack implements StartedStack {
  readonly target: Target;
  readonly access: Access;
  readonly factsFile: string;
  readonly folder: string;
  readonly components: readonly Component[];
  readonly shimFolder: string;
  readonly edge: Edge;
  readonly operate: (command: Command) => Promise<ExecResult>;
  readonly #groups: readonly Component[];
  readonly #owned: AsyncDisposableStack;
  readonly #place: StackFolder;
  #facts: StackFacts;

  constructor({ place, groups = [], ...parts }: OwnedStackParts) {
    this.target = parts.target;
    this.#facts = parts.facts;
    this.#place = place;
    this.access = parts.access;
    this.factsFile = place.factsFile;
    this.folder = place.folder;
    this.components = parts.components;
    this.#groups = groups;
    this.shimFolder = place.shims;
    this.edge = parts.edge;
    this.operate = parts.operate;
    this.#owned = parts.owned;
  }

  get facts(): StackFacts {
    return this.#facts;
  }

  async forceScene(scene: string | null): Promise<void> {
    this.#facts = { ...this.#facts, forcedScene: scene };
    await writeStackFiles(this.#place, this.#facts, this.access);
  }

  component(role: ComponentRole): Component {
    const found = [...this.#groups, ...this.components].find((component) => component.role === role);
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
