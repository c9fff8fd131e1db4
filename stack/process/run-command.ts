import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Command, ExecResult } from '../component.ts';
import type { Run } from '../recipes/recipe.ts';
import { endTree } from '../reaper/end-tree.ts';
import { readStartTime } from '../reaper/process-table.ts';
import type { Spawn } from '../database/unprivileged-user.ts';
import { StackError } from '../stack-error.ts';

export interface CommandPlace {
  readonly spawn: Spawn;
  /** Where the command does not name a folder. */
  readonly folder: string;
  /** All that it sees, before what the command adds. */
  readonly environment: Readonly<Record<string, string>>;
}

const keptCharacters = 16 * 1024 * 1024;

/**
 * Runs a command to its end; an exit code is the caller's to judge. @throws StackError `missing-tool` where it
 * cannot be started, `command-failed` where it still runs after its limit, or when its
 * signal is aborted: it is ended then, with all that it began.
 */
export async function runCommand(place: CommandPlace, command: Command): Promise<ExecResult> {
  const startedAt = performance.now();
  const child = place.spawn(command.program, command.arguments, {
    cwd: command.folder ?? place.folder,
    env: { ...place.environment, ...command.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = collect(child);
  const exitCode = await ended(child, command, () => printed.stderr || printed.stdout);
  return { exitCode, ...printed, durationMs: performance.now() - startedAt };
}

/** The `run` that recipes are given: a non-zero exit is an error with the last lines that were printed. */
export function recipeRun(place: CommandPlace): Run {
  return async (program, commandArguments, options) => {
    const { exitCode, stdout, stderr } = await runCommand(place, {
      program,
      arguments: commandArguments,
      folder: options.folder,
      timeoutMs: options.timeoutMs,
      ...(options.environment === undefined ? {} : { environment: options.environment }),
    });
    if (exitCode === 0) return { stdout, stderr };
    const said = lastLines([stdout, stderr].join('\n'), 20);
    throw new StackError(
      'command-failed',
      `${options.label}: expected \`${program}\` to end with 0, got ${exitCode}; it said last:\n${said}`,
    );
  };
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] = (printed[name] + text).slice(-keptCharacters);
    });
  }
  return printed;
}

function ended(child: ChildProcess, command: Command, said: () => string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const pid = child.pid;
  const startTime = pid === undefined ? null : readStartTime(pid);
  const line = [command.program, ...command.arguments].join(' ').slice(0, 200);
  const { signal, timeoutMs } = command;
  let isOver = false;
  let isClosed = false;
  child.once('close', () => (isClosed = true));
  const cut = (why: string): void => {
    if (isOver) return;
    isOver = true;
    // What it said until it was ended may still be on its way.
    const give = (): void => {
      const settle = (): void =>
        reject(
          new StackError(
            'command-failed',
            `expected \`${line}\` to end ${why}; it said last:\n${lastLines(said(), 20)}`,
          ),
        );
      if (isClosed) return settle();
      child.once('close', settle);
      setTimeout(settle, 1_000).unref();
    };
    if (pid === undefined || startTime === null) give();
    else void endTree({ group: pid, startTime }, { graceMs: 1_000, limitMs: 5_000 }).then(give, reject);
  };
  const timer = setTimeout(() => cut(`within ${timeoutMs} ms`), timeoutMs);
  const abort = (): void => cut('before the run had no more time for it');
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  child.once('error', (cause) =>
    reject(
      new StackError('missing-tool', `expected to run ${command.program}, got: ${cause.message}`, { cause }),
    ),
  );
  // What it left running in the background may hold its output open: its own end is what counts.
  child.once('exit', (code, signalName) => {
    const exitCode = code ?? 128 + (signalName === null ? 0 : constants.signals[signalName]);
    if (isOver) return;
    isOver = true;
    const settle = (): void => resolve(exitCode);
    child.once('close', settle);
    setTimeout(settle, 1_000).unref();
  });
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  });
}
