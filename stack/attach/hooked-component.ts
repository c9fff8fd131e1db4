import type { HookCommand } from '../../targets/schema/hooks.ts';
import type { Command, Component, ComponentEndpoint, ComponentRole, ExecResult } from '../component.ts';
import { StackError } from '../stack-error.ts';

export interface HookedParts {
  readonly role: ComponentRole;
  readonly endpoint: ComponentEndpoint;
  readonly stop: HookCommand | undefined;
  readonly start: HookCommand | undefined;
  readonly logs: HookCommand | undefined;
  run(command: HookCommand): Promise<ExecResult>;
}

/** A part of a deployment, as far as the hooks reach it. What they do not name is refused in a sentence. */
export class HookedComponent implements Component {
  readonly role: ComponentRole;
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  readonly #parts: HookedParts;

  constructor(parts: HookedParts) {
    this.role = parts.role;
    this.name = parts.role;
    this.endpoint = parts.endpoint;
    this.#parts = parts;
  }

  exec(_command: Command): Promise<ExecResult> {
    return Promise.reject(this.#unsupported('running commands in'));
  }

  async stop(): Promise<void> {
    await this.#play('stop', this.#parts.stop);
  }

  /** As its owner stops it: nothing of somebody else's is killed. */
  async kill(): Promise<void> {
    await this.stop();
  }

  async start(): Promise<void> {
    await this.#play('start', this.#parts.start);
  }

  cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    return Promise.reject(this.#unsupported(`cutting ${role} from`));
  }

  async logs(): Promise<string> {
    const { logs, run } = this.#parts;
    if (logs === undefined) throw this.#unsupported('reading the logs of');
    const { stdout, stderr } = await run(logs);
    return `${stdout}\n${stderr}`;
  }

  async #play(what: string, command: HookCommand | undefined): Promise<void> {
    if (command === undefined) throw this.#unsupported(`to ${what}`);
    const { exitCode, stdout, stderr } = await this.#parts.run(command);
    if (exitCode === 0) return;
    const said = `${stdout}\n${stderr}`.trim().slice(-300);
    const told = `commands.${this.role}.${what}: expected exit code 0, got ${exitCode}`;
    throw new StackError('command-failed', `${told}; it said last: ${said}`);
  }

  #unsupported(what: string): StackError {
    const expected = `expected a command for it in the hooks (commands.${this.role})`;
    return new StackError('unsupported', `${what} the ${this.role} of a deployment: ${expected}`);
  }
}
