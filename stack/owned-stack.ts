import type { Target } from '../targets/schema/target.ts';
import type { Command, Component, ComponentRole, ExecResult } from './component.ts';
import type { Edge } from './edge.ts';
import type { Access, StackFacts } from './facts.ts';
import { writeStackFiles, type StackFolder } from './process/stack-folder.ts';
import { StackError } from './stack-error.ts';
import type { Prepared } from './recipes/recipe.ts';
import type { DataDisk, DeployOptions, StartedStack } from './started-stack.ts';

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
  readonly disk?: DataDisk | undefined;
  /** Puts another release in place, and hands back what runs it. */
  readonly deploy?: (release: Prepared, options: DeployOptions) => Promise<Deployed>;
  /** All that ends with it. */
  readonly owned: AsyncDisposableStack;
}

/** The parts that run a release that has just been put in place. */
export interface Deployed {
  readonly components: readonly Component[];
  readonly groups?: readonly Component[];
}

/** A running copy of a target that this run has made, and that ends with it. */
export class OwnedStack implements StartedStack {
  readonly target: Target;
  readonly access: Access;
  readonly factsFile: string;
  readonly folder: string;
  readonly shimFolder: string;
  readonly edge: Edge;
  readonly operate: (command: Command) => Promise<ExecResult>;
  readonly disk?: DataDisk;
  readonly #deploy: OwnedStackParts['deploy'];
  #components: readonly Component[];
  #groups: readonly Component[];
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
    this.#components = parts.components;
    this.#groups = groups;
    this.shimFolder = place.shims;
    this.edge = parts.edge;
    this.operate = parts.operate;
    if (parts.disk !== undefined) this.disk = parts.disk;
    this.#deploy = parts.deploy;
    this.#owned = parts.owned;
  }

  get facts(): StackFacts {
    return this.#facts;
  }

  get components(): readonly Component[] {
    return this.#components;
  }

  async deploy(release: Prepared, options: DeployOptions): Promise<void> {
    if (this.#deploy === undefined)
      throw new StackError('unsupported', `stack ${this.facts.name}: nothing puts another release in place`);
    const { components, groups = [] } = await this.#deploy(release, options);
    this.#components = components;
    this.#groups = groups;
    const { version } = release.release;
    const isNew = (role: ComponentRole): boolean =>
      role === 'application' || role === 'worker' || role === 'scheduler';
    const parts = this.#facts.parts.map((part) => (isNew(part.role) ? { ...part, version } : part));
    this.#facts = { ...this.#facts, release: { ...release.release }, parts };
    await writeStackFiles(this.#place, this.#facts, this.access);
  }

  async forceScene(scene: string | null): Promise<void> {
    this.#facts = { ...this.#facts, forcedScene: scene };
    await writeStackFiles(this.#place, this.#facts, this.access);
  }

  component(role: ComponentRole): Component {
    const found = [...this.#groups, ...this.#components].find((component) => component.role === role);
    if (found !== undefined) return found;
    const roles = this.#components.map((component) => component.role).join(', ');
    throw new StackError(
      'unsupported',
      `stack ${this.facts.name}: expected a part of role ${role}, got ${roles}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#owned.disposed) await this.#owned.disposeAsync();
  }
}
