import type {
  Command,
  Component,
  ComponentEndpoint,
  ComponentRole,
  ExecResult,
  PartUsage,
} from '../../component.ts';
import { waitUntil, type Look } from '../../database/wait-until.ts';
import { lookAtReadiness } from '../../process/readiness.ts';
import { lastLines } from '../../process/run-command.ts';
import type { ProcessPlan } from '../../recipes/recipe.ts';
import { StackError } from '../../stack-error.ts';
import type { Container, Engine } from '../engine/engine.ts';
import { execIn } from './container-exec.ts';
import { readLogs } from './container-logs.ts';
import { readUsage } from './container-usage.ts';

export interface ContainerPartOptions {
  readonly engine: Engine;
  readonly container: Container;
  readonly role: ComponentRole;
  readonly name: string;
  /** Its own address, which it keeps as long as the stack lives. */
  readonly endpoint: ComponentEndpoint;
  readonly ready: ProcessPlan['ready'] | Readiness;
  readonly readyWithinMs: number;
  readonly cutFrom: (role: ComponentRole) => Promise<AsyncDisposable>;
}

/** A look of one's own, where an open port says too little. */
export interface Readiness {
  /** Ends the sentence "waited for …". */
  readonly what: string;
  readonly look: () => Promise<Look>;
}

const stopGraceS = 30;
const shownLines = 20;

/** A container as a part of the stack. */
export class ContainerPart implements Component {
  readonly role: ComponentRole;
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  readonly #options: ContainerPartOptions;

  constructor(options: ContainerPartOptions) {
    this.#options = options;
    this.role = options.role;
    this.name = options.name;
    this.endpoint = options.endpoint;
  }

  /** @throws StackError `not-ready` with what was seen last and the last lines. */
  async start(): Promise<void> {
    const { container } = this.#options;
    if (!(await this.#isRunning())) await container.start();
    await this.untilReady();
  }

  /** Waits until it does its work. @throws StackError `not-ready` */
  async untilReady(): Promise<void> {
    const { readyWithinMs } = this.#options;
    const what = this.#awaited();
    try {
      await waitUntil({ what: `${this.name}: ${what}`, limitMs: readyWithinMs, look: () => this.#look() });
    } catch (cause) {
      if (!(cause instanceof StackError)) throw cause;
      throw new StackError('not-ready', `${cause.message}\n${await this.#lastWords()}`, { cause });
    }
  }

  async stop(): Promise<void> {
    await unlessEnded(this.#options.container.stop({ t: stopGraceS }));
  }

  async kill(): Promise<void> {
    await unlessEnded(this.#options.container.kill());
    await waitUntil({
      what: `${this.name} to be gone`,
      limitMs: 10_000,
      look: async () => ((await this.#isRunning()) ? { done: false, seen: 'it runs' } : { done: true }),
    });
  }

  /** Process 1 is the engine's own little init, which nobody inside can kill: it ends once its server has died. */
  async crash(): Promise<void> {
    const command = { program: 'sh', arguments: ['-c', 'kill -9 -1'], timeoutMs: 5_000 };
    // The shell that kills may die with the container before it can say how it went.
    await this.exec(command).catch(() => undefined);
  }

  exec(command: Command): Promise<ExecResult> {
    return execIn(this.#options.engine, this.#options.container, command);
  }

  cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    return this.#options.cutFrom(role);
  }

  logs(): Promise<string> {
    return readLogs(this.#options.container);
  }

  usage(): Promise<PartUsage> {
    return readUsage(this.#options.container.id);
  }

  async #isRunning(): Promise<boolean> {
    return (await this.#options.container.inspect()).State.Running;
  }

  #awaited(): string {
    const { ready } = this.#options;
    const { host, port } = this.endpoint;
    if (ready === 'tcp') return `${host}:${port} to open`;
    if ('prints' in ready) return `it to print ${JSON.stringify(ready.prints)}`;
    return 'what' in ready ? ready.what : `http://${host}:${port}${ready.path} to answer below 500`;
  }

  async #look(): Promise<Look> {
    const { ready } = this.#options;
    const look = await this.#lookAt(ready);
    if (look.done) return look;
    const { Status, ExitCode } = (await this.#options.container.inspect()).State;
    return Status === 'running' ? look : { done: false, seen: `${Status}, exit code ${ExitCode}` };
  }

  async #lookAt(ready: ContainerPartOptions['ready']): Promise<Look> {
    if (ready === 'tcp' || 'path' in ready) return lookAtReadiness(this.endpoint, ready);
    if ('look' in ready) return ready.look();
    const said = await this.logs();
    return said.includes(ready.prints) ? { done: true } : { done: false, seen: lastLines(said, 1) };
  }

  async #lastWords(): Promise<string> {
    const lines = lastLines(await this.logs(), shownLines);
    return lines === '' ? 'It has printed nothing.' : `It printed last:\n${lines}`;
  }
}

/** What has ended already is as it should be: 304 of a stop, 409 of a kill. */
async function unlessEnded(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
    if (status !== 304 && status !== 409) throw error;
  }
}
