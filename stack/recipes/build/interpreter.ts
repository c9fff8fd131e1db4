import { accessSync, constants } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { StackError } from '../../stack-error.ts';
import type { Run } from '../recipe.ts';

/** A program of this machine that runs a language. */
export interface Interpreter {
  readonly program: string;
  /** As it says it itself: `20.20.2`. */
  readonly version: string;
}

export interface Wanted {
  /** `18` or `3.8`; undefined where the release names none. */
  readonly version: string | undefined;
  readonly orLater: boolean;
}

/** Where interpreters are looked for. */
export interface Places {
  /** Folders of PATH, in order. */
  readonly path: readonly string[];
  readonly home: string;
  /** The Node that runs Golive. */
  readonly ownNode: string;
}

const probeLimitMs = 20_000;

/**
 * The first of these programs that is what is wanted, else the nearest: newer before older. Undefined where none runs.
 * `ask` says what a program is; nobody asks on once it is found.
 */
export async function nearest(
  programs: readonly string[],
  wanted: Wanted,
  ask: (program: string) => Promise<Interpreter | undefined>,
): Promise<Interpreter | undefined> {
  const found: Interpreter[] = [];
  for (const program of new Set(programs.filter(canRun))) {
    const said = await ask(program);
    if (said === undefined) continue;
    if (isWanted(said, wanted)) return said;
    found.push(said);
  }
  const aim = rank(wanted.version ?? '0');
  const cost = ({ version }: Interpreter): number => {
    const away = rank(version) - aim;
    return away >= 0 ? away : 1_000_000 - away;
  };
  return found.toSorted((one, other) => cost(one) - cost(other))[0];
}

/** It is what the release names, as far as the release names it. */
export function isWanted({ version }: Interpreter, wanted: Wanted): boolean {
  if (wanted.version === undefined || `${version}.`.startsWith(`${wanted.version}.`)) return true;
  return wanted.orLater && rank(version) >= rank(wanted.version);
}

function rank(version: string): number {
  const [major = '0', minor = '0', patch = '0'] = version.split('.');
  return Number(major) * 10_000 + Number(minor) * 100 + Number(patch);
}

function canRun(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What it prints, or undefined where it ends with an error: a shim for a version that is not there, say. */
export async function probe(
  run: Run,
  program: string,
  words: readonly string[],
): Promise<string | undefined> {
  try {
    const label = `asking ${program} for its version`;
    const { stdout } = await run(program, words, { folder: '/', timeoutMs: probeLimitMs, label });
    return stdout.trim();
  } catch (error) {
    if (error instanceof StackError && error.code !== 'refused') return undefined;
    throw error;
  }
}

export async function namesBelow(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).toSorted();
}
