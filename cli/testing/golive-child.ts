import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '../../stack/environment.ts';
import { root, type Place } from './place.ts';

/** A moment of a run, known by a line of its progress. */
export interface Moment {
  /** Matched against all of standard error so far. */
  readonly line: RegExp;
  /** So long after the line. */
  readonly afterMs?: number;
}

export interface GoliveChild {
  readonly child: ChildProcess;
  /** What it has said on standard error so far. */
  said(): string;
  /** Resolves once it has come to a moment; rejects where it ends before. */
  reached(moment: Moment): Promise<void>;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Start {
  readonly place: Place;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A program that starts Golive's, with its first arguments. */
  readonly through?: readonly string[];
}

/** Node keeps there what it has compiled: a start takes half as long, and a table starts it many times. */
const compiled = mkdtempSync(join(tmpdir(), 'cli-compiled-'));
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }));

/** Of the run that a test is in, and of the job that it is in: neither is told of what is tried here. */
const notHanded = [
  ...['GOLIVE_RUN', 'GOLIVE_OWNER', 'NODE_TEST_CONTEXT', 'FORCE_COLOR'],
  ...['GITHUB_ACTIONS', 'GITHUB_WORKSPACE', 'GITHUB_STEP_SUMMARY'],
];

/** A person's own way of starting it: `node cli/main.ts …`, as a process of its own. */
export function startGolive({
  place,
  arguments: words,
  environment: own = {},
  through = [],
}: Start): GoliveChild {
  const [program = '', ...rest] = [...through, process.execPath, join(root, 'cli', 'main.ts'), ...words];
  const env: Record<string, string> = {
    ...environment.inherited,
    NODE_COMPILE_CACHE: environment.inherited['NODE_COMPILE_CACHE'] ?? compiled,
    TMPDIR: place.temporary,
    ...own,
  };
  for (const name of notHanded) delete env[name];
  const child = spawn(program, rest, { cwd: place.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (printed[name] += text));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...printed }));
  });
  return {
    child,
    ended,
    said: () => printed.stderr,
    async reached({ line, afterMs = 0 }) {
      while (!line.test(printed.stderr)) {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`expected ${line} before the end, got:\n${printed.stderr}`);
        }
        await pause(10);
      }
      await pause(afterMs);
    },
  };
}
