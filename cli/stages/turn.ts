import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** `alone` measures this machine; `beside` is anything else that runs play on it at once. */
export type TurnKind = 'alone' | 'beside';

export interface TurnOptions {
  readonly signal: AbortSignal;
  report(message: string): void;
  /** Where all runs of this machine meet. */
  readonly folder?: string;
  /** After so many milliseconds it is gone on without a turn. */
  readonly mostMs?: number;
}

/** Where locks of all users lie on Linux: in memory, so that nothing of it outlives the machine. */
const lockFolder = '/run/lock/golive';

const hour = 3_600_000;
/** A wait that is shorter than that is told to nobody. */
const noticedMs = 1_000;
const toldEveryMs = 15_000;

/**
 * Locks that the kernel takes back when whoever holds them dies. What wants the machine alone closes the gate behind
 * itself, so that others that keep coming do not keep it waiting for ever.
 */
const scripts: Record<TurnKind, string> = {
  alone: 'exec flock "$1" flock "$2" sh -c "echo mine; exec cat >/dev/null"',
  beside: 'flock "$1" true; exec flock -s "$2" sh -c "echo mine; exec cat >/dev/null"',
};

const waitsFor: Record<TurnKind, string> = {
  alone: 'for what other runs play on this machine: a load is measured alone',
  beside: 'for another run’s load on this machine to end: it is measured alone',
};

/**
 * Waits until no other run of this machine measures it, or, `alone`, until none plays anything on it; that is kept so
 * until what comes back is disposed of. An aborted wait comes back without a turn, as does one on a machine without
 * `flock` or a place for locks, or one that has lasted for an hour: what is measured then says by itself that it was not alone.
 */
export async function takeTurn(kind: TurnKind, options: TurnOptions): Promise<Disposable> {
  const { signal, report, folder = lockFolder, mostMs = hour } = options;
  const [gate, machine] = [join(folder, 'gate'), join(folder, 'machine')];
  try {
    // Folders, not files: who may not write to another user's can lock it all the same.
    for (const each of [gate, machine]) mkdirSync(each, { recursive: true });
  } catch {
    return { [Symbol.dispose]: () => undefined };
  }
  const { had, letGo } = startHolder(scripts[kind], [gate, machine], signal);
  const since = performance.now();
  const passedMs = (): number => performance.now() - since;
  const isMine = async (withinMs: number): Promise<boolean> => {
    const late = new AbortController();
    try {
      return await Promise.race([
        had.then(() => true),
        sleep(withinMs, false, { signal: late.signal }).catch(() => false),
      ]);
    } finally {
      late.abort();
    }
  };
  let isHad = await isMine(noticedMs);
  while (!isHad && passedMs() < mostMs) {
    report(`waiting ${waitsFor[kind]} (${(passedMs() / 1000).toFixed(0)} s)`);
    isHad = await isMine(Math.min(toldEveryMs, mostMs));
  }
  if (!isHad) report(`not waited any longer ${waitsFor[kind]}`);
  else if (passedMs() > noticedMs) report(`waited ${(passedMs() / 1000).toFixed(0)} s ${waitsFor[kind]}`);
  return { [Symbol.dispose]: letGo };
}

/** Starts what asks for the locks and holds them. `had`: they came, were broken off, or cannot be had. */
function startHolder(script: string, locks: readonly string[], signal: AbortSignal) {
  const holder = spawn('sh', ['-c', script, 'golive-turn', ...locks], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A group of its own: all of it is ended at once, and no Ctrl-C reaches it before this process has.
    detached: true,
  });
  // It reads until its standard input ends, which is when this process lets go of it, or dies.
  holder.stdin.on('error', () => undefined);
  const answered = new AbortController();
  const had = new Promise<void>((resolve) => {
    const come = (): void => {
      answered.abort();
      resolve();
    };
    holder.stdout.once('data', come);
    holder.once('error', come);
    holder.once('close', come);
    signal.addEventListener('abort', come, { signal: answered.signal });
    if (signal.aborted) come();
  });
  const letGo = (): void => {
    holder.stdin.destroy();
    holder.stdout.destroy();
    if (holder.pid === undefined || holder.exitCode !== null || holder.signalCode !== null) return;
    try {
      process.kill(-holder.pid);
    } catch {
      // It has ended meanwhile.
    }
  };
  return { had, letGo };
}
