import type { HookCommand } from '../../targets/schema/hooks.ts';
import type { Command, Component, ComponentEndpoint, ComponentRole, ExecResult } from '../component.ts';
import type { PartState } from '../ledger/ledger.ts';
import { StackError } from '../stack-error.ts';

export interface HookedParts {
  readonly role: ComponentRole;
  readonly endpoint: ComponentEndpoint;
  readonly stop: HookCommand | undefined;
  readonly start: HookCommand | undefined;
  readonly logs: HookCommand | undefined;
  /** Takes the way to the database from it, and gives it back. */
  readonly cut: HookCommand | undefined;
  readonly mend: HookCommand | undefined;
  run(command: HookCommand): Promise<ExecResult>;
  /** Told before it is disturbed and after it was mended, for whoever comes after a run that was killed. */
  note(is: PartState): void;
}

/** A part of a deployment, as far as the hooks reach it. What they do not name is refused in a sentence. */
export class HookedComponent implements Component {
  readonly role: ComponentRole;
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  readonly #parts: HookedParts;
  /** One after the other: a start must not overtake the stop that it mends. */
  #last: Promise<void> = Promise.resolve();

  constructor(parts: HookedParts) {
    this.role = parts.role;
    this.name = parts.role;
    this.endpoint = parts.endpoint;
    this.#parts = parts;
  }

  exec(_command: Command): Promise<ExecResult> {
    return Promise.reject(this.#unsupported('running commands in'));
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#parts.stop !== undefined) this.#parts.note('stopped');
      await this.#play('stop', this.#parts.stop);
    });
  }

  /** As its owner stops it: nothing of somebody else's is killed. */
  async kill(): Promise<void> {
    await this.stop();
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#play('start', this.#parts.start);
      this.#parts.note('started');
    });
  }

  async cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    const { cut, mend } = this.#parts;
    if (role !== 'database' || cut === undefined || mend === undefined) {
      throw this.#unsupported(`cutting ${role} from`);
    }
    await this.#inTurn(async () => {
      this.#parts.note('cut');
      await this.#play('cut', cut);
    });
    return { [Symbol.asyncDispose]: () => this.mend() };
  }

  /** Gives the way to the database back. */
  mend(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#play('mend', this.#parts.mend);
      this.#parts.note('mended');
    });
  }

  async logs(): Promise<string> {
    const { logs, run } = this.#parts;
    if (logs === undefined) throw this.#unsupported('reading the logs of');
    const { stdout, stderr } = await run(logs);
    return `${stdout}\n${stderr}`;
  }

  async #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    await turn;
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
