import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { environment } from '../environment.ts';
import { StackError } from '../stack-error.ts';
import { readyLine, reapedSchema, type OwnerMessage, type Reaped } from './messages.ts';
import { ownerVariable, reaperVariable, runVariable } from './owner.ts';

const readyLimitMs = 10_000;
/** Longer than it waits for what it has killed. */
const closeLimitMs = 60_000;

export interface RunningReaper {
  tell(message: OwnerMessage): void;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  /** Closes the pipe, waits, and hands back its last words. */
  close(): Promise<Reaped>;
}

/** Starts `main.ts` beside this file in a session of its own, and waits until it listens. */
export async function launchReaper(run: string, owner: string): Promise<RunningReaper> {
  const child = startChild(run, owner);
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('expected pipes to the reaper');
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (complaint = `${complaint}${text}`.slice(-2_000)));
  stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: stdout });
  const first = await nextLine(lines, gone, readyLimitMs);
  if (first !== readyLine) {
    child.kill('SIGKILL');
    const seen = first ?? (complaint.trim() || 'nothing');
    throw new StackError(
      'not-ready',
      `waited ${readyLimitMs} ms for the reaper; the last thing seen was: ${seen}`,
    );
  }
  keepsNobodyAlive(child, [stdin, stdout, stderr]);
  return {
    gone,
    tell: (message) => void stdin.write(`${JSON.stringify(message)}\n`),
    async close() {
      child.ref();
      if (stdout instanceof Socket) stdout.ref();
      const last = nextLine(lines, gone, closeLimitMs);
      stdin.end();
      const line = await last;
      if (line === null) {
        throw new StackError(
          'not-ready',
          `waited ${closeLimitMs} ms for the reaper to end; the last thing seen was: ${complaint.trim() || 'nothing'}`,
        );
      }
      await gone;
      return reapedSchema.parse(JSON.parse(line));
    },
  };
}

function startChild(run: string, owner: string): ChildProcess {
  const main = fileURLToPath(
    new URL(`./main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
  );
  const env: Record<string, string> = { ...environment.inherited, [reaperVariable]: run };
  // Of an outer run, where this one is inside another.
  delete env[runVariable];
  delete env[ownerVariable];
  return spawn(process.execPath, [main, run, owner], { detached: true, env, cwd: '/', stdio: 'pipe' });
}

/** An owner that has nothing left to do ends, and by that closes the pipe. */
function keepsNobodyAlive(child: ChildProcess, streams: readonly unknown[]): void {
  child.unref();
  for (const stream of streams) if (stream instanceof Socket) stream.unref();
}

/** Null where it is gone, or says nothing within the limit. */
function nextLine(lines: Interface, gone: Promise<void>, limitMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), limitMs);
    const settle = (line: string | null): void => {
      clearTimeout(timer);
      resolve(line);
    };
    lines.once('line', settle);
    void gone.then(() => settle(null));
  });
}
