import { spawn } from 'node:child_process';

export interface ProgramResult {
  /** Undefined when it could not be started, or was ended for being silent too long. */
  readonly exitCode: number | undefined;
  /** Standard output and standard error as they came, the last 64 KiB. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** It is ended (its children too) after this long without a byte of output. */
  readonly silenceLimitMs: number;
}

const keptCharacters = 64 * 1024;

/** Runs a program to its end and keeps what it said. Never throws for what the program does. */
export async function runProgram(
  program: string,
  arguments_: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const child = spawn(program, arguments_, {
    env: { ...options.environment },
    cwd: options.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const forward = forwardSignals(child.pid);
  const silence = setTimeout(() => {
    output += `\n(ended after ${options.silenceLimitMs / 1000} s without progress)`;
    endGroup(child.pid, 'SIGTERM');
  }, options.silenceLimitMs);
  const keep = (piece: Buffer): void => {
    output = (output + piece.toString('utf8')).slice(-keptCharacters);
    silence.refresh();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  try {
    return await new Promise<ProgramResult>((resolve) => {
      child.once('error', (error) => resolve({ exitCode: undefined, output: error.message }));
      child.once('close', (code) => resolve({ exitCode: code ?? undefined, output }));
    });
  } finally {
    clearTimeout(silence);
    forward[Symbol.dispose]();
  }
}

/** The child leads a group of its own so that it can be ended whole; so Ctrl-C must be handed on. */
function forwardSignals(pid: number | undefined): Disposable {
  const hand = (signal: NodeJS.Signals): void => endGroup(pid, signal);
  process.on('SIGINT', hand);
  process.on('SIGTERM', hand);
  return {
    [Symbol.dispose]: () => {
      process.off('SIGINT', hand);
      process.off('SIGTERM', hand);
    },
  };
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The last lines of an output, for a message. */
export function lastLines(output: string, count: number): string {
  return output.trim().split('\n').slice(-count).join('\n');
}
