import type { Command, Component, ComponentEndpoint, ComponentRole, ExecResult } from '../../component.ts';

/** Several parts of one role, taken together: what is done to it is done to each. */
export class Replicas implements Component {
  readonly role: ComponentRole;
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  readonly #first: Component;
  readonly #members: readonly Component[];

  constructor(first: Component, ...others: readonly Component[]) {
    this.#first = first;
    this.#members = [first, ...others];
    this.role = first.role;
    this.name = this.#members.map(({ name }) => name).join(' and ');
    this.endpoint = first.endpoint;
  }

  /** At the first: they are all alike. */
  exec(command: Command): Promise<ExecResult> {
    return this.#first.exec(command);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()));
  }

  async kill(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.kill()));
  }

  async start(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.start()));
  }

  async cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    await using cuts = new AsyncDisposableStack();
    for (const member of this.#members) cuts.use(await member.cutFrom(role));
    return cuts.move();
  }

  async logs(): Promise<string> {
    return (await Promise.all(this.#members.map((member) => member.logs()))).join('\n');
  }
}
