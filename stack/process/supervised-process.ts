import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type {
  Command,
  Component,
  ComponentEndpoint,
  ComponentRole,
  ExecResult,
  PartUsage,
} from '../component.ts';
import type { Spawn } from '../database/unprivileged-user.ts';
import { waitUntil, type Look } from '../database/wait-until.ts';
import { wantedPort } from '../ports.ts';
import { endTree } from '../reaper/end-tree.ts';
import { readStartTime } from '../reaper/process-table.ts';
import type { ProcessPlan } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import { usageOfTree } from './process-usage.ts';
import { lookAtReadiness, sayReady } from './readiness.ts';
import { lastLines, runCommand } from './run-command.ts';

export type SupervisedPlan = Pick<
  ProcessPlan,
  | 'role'
  | 'name'
  | 'program'
  | 'arguments'
  | 'folder'
  | 'environment'
  | 'port'
  | 'ready'
  | 'readyWithinMs'
  | 'logFiles'
>;

export interface SupervisedOptions {
  /** Its environment is all that the process sees. */
  readonly plan: SupervisedPlan;
  readonly spawn: Spawn;
  /** Everything that it prints is appended here. */
  readonly logFile: string;
  readonly cutFrom: (role: ComponentRole) => Promise<AsyncDisposable>;
  /** Talks to a process of our own over IPC, each time it is started. */
  readonly greet?: (child: ChildProcess) => Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly startTime: string;
}

const stopGraceMs = 10_000;
const shownLines = 20;

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** A child process as a part of the stack. */
export class SupervisedProcess implements Component {
  readonly role: ComponentRole;
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  readonly program: string;
  readonly #options: SupervisedOptions;
  #running: Running | undefined;

  constructor(options: SupervisedOptions) {
    this.#options = options;
    this.role = options.plan.role;
    this.name = options.plan.name;
    this.endpoint = { host: '127.0.0.1', port: options.plan.port };
    this.program = options.plan.program;
  }

  /** @throws StackError `port-busy`, `missing-tool`, or `not-ready` with what was seen last and the last lines. */
  async start(): Promise<void> {
    if (this.#running !== undefined && this.#ended(this.#running) === undefined) return;
    if (this.endpoint.port !== 0) await wantedPort(this.endpoint.port);
    const printed = (await this.#printed()).length;
    const running = await this.#launch();
    this.#running = running;
    try {
      await this.#options.greet?.(running.child);
      await this.#waitUntilReady(running, printed);
    } catch (cause) {
      await this.kill();
      if (!(cause instanceof StackError) || cause.code !== 'not-ready') throw cause;
      throw new StackError('not-ready', `${cause.message}\n${await this.#lastWords()}`, { cause });
    }
  }

  stop(): Promise<void> {
    return this.#end(stopGraceMs);
  }

  kill(): Promise<void> {
    return this.#end(0);
  }

  exec(command: Command): Promise<ExecResult> {
    const { folder, environment } = this.#options.plan;
    return runCommand({ spawn: this.#options.spawn, folder, environment }, command);
  }

  cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    return this.#options.cutFrom(role);
  }

  async logs(): Promise<string> {
    const { folder, logFiles = [] } = this.#options.plan;
    const written = logFiles.map(async (file) => await textOf(resolve(folder, file)));
    return [await this.#printed(), ...(await Promise.all(written))].filter(Boolean).join('\n');
  }

  #printed(): Promise<string> {
    return textOf(this.#options.logFile);
  }

  usage(): Promise<PartUsage> {
    return usageOfTree(this.#running?.pid);
  }

  async #launch(): Promise<Running> {
    const { plan, spawn, logFile, greet } = this.#options;
    const log = await open(logFile, 'a', 0o600);
    try {
      const child = spawn(plan.program, plan.arguments, {
        cwd: plan.folder,
        env: { ...plan.environment },
        stdio: ['ignore', log.fd, log.fd, ...(greet === undefined ? [] : (['ipc'] as const))],
      });
      await once(child, 'spawn');
      const pid = child.pid ?? 0;
      return { child, pid, startTime: readStartTime(pid) ?? '' };
    } catch (cause) {
      const seen = cause instanceof Error ? cause.message : String(cause);
      throw new StackError('missing-tool', `${this.name}: expected to start ${plan.program}, got: ${seen}`, {
        cause,
      });
    } finally {
      await log.close();
    }
  }

  /** `printed`: what it had printed before it was started. */
  async #waitUntilReady(running: Running, printed: number): Promise<void> {
    const { ready, readyWithinMs } = this.#options.plan;
    const what = sayReady(this.#options.plan);
    const look = async (): Promise<Look> => {
      const ended = this.#ended(running);
      if (ended !== undefined) {
        throw new StackError('not-ready', `${this.name}: expected ${what}, got an end with ${ended}`);
      }
      if (ready !== 'tcp' && 'prints' in ready) {
        const said = (await this.#printed()).slice(printed);
        return said.includes(ready.prints) ? { done: true } : { done: false, seen: lastLines(said, 1) };
      }
      return lookAtReadiness(this.endpoint, ready);
    };
    await waitUntil({ what: `${this.name}: ${what}`, limitMs: readyWithinMs, look });
  }

  async #lastWords(): Promise<string> {
    const lines = lastLines(await this.#printed(), shownLines);
    return lines === '' ? 'It has printed nothing.' : `It printed last:\n${lines}`;
  }

  async #end(graceMs: number): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    const limitMs = graceMs + 30_000;
    const left = await endTree({ group: running.pid, startTime: running.startTime }, { graceMs, limitMs });
    if (left.length > 0) {
      const names = left.map(({ name, pid }) => `${name} (${pid})`).join(', ');
      throw new StackError(
        'not-ready',
        `waited ${limitMs} ms for ${this.name} to end; still there: ${names}`,
      );
    }
    if (this.#ended(running) === undefined) await once(running.child, 'exit');
    this.#running = undefined;
  }

  #ended({ child }: Running): string | undefined {
    if (child.exitCode !== null) return `exit code ${child.exitCode}`;
    return child.signalCode === null ? undefined : `signal ${child.signalCode}`;
  }
}
