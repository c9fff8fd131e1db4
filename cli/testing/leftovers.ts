import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './place.ts';

/** Processes of runs that began here, their reapers too, and files left in their temporary folder. */
function leftoversOf(place: Place): readonly string[] {
  return [...processesOf(place), ...filesOf(place)];
}

/** A starved machine gets there late: how soon is another question than whether. */
const goneLimitMs = 30_000;

/** What is left after the limit; nothing as soon as nothing is. */
export async function leftoversAfter(place: Place, limitMs = goneLimitMs): Promise<readonly string[]> {
  return await untilNone(() => leftoversOf(place), limitMs);
}

/** The run's own processes that are left after the limit, without the reaper that still clears away. */
export async function childrenAfter(place: Place, limitMs = goneLimitMs): Promise<readonly string[]> {
  return await untilNone(() => processesOf(place).filter((line) => !line.includes('reaper/main.')), limitMs);
}

async function untilNone(look: () => readonly string[], limitMs: number): Promise<readonly string[]> {
  const until = performance.now() + limitMs;
  while (performance.now() < until) {
    if (look().length === 0) return [];
    await pause(50);
  }
  return look();
}

/** By the run that is named in their environment, and, since PostgreSQL wipes its own, by where they work. */
export function processesOf(place: Place): readonly string[] {
  const marks = place.runs().map((run) => `GOLIVE_RUN=${run}\0`);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      const environ = read(() => readFileSync(`/proc/${pid}/environ`, 'utf8'));
      const command = read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      const folder = read(() => readlinkSync(`/proc/${pid}/cwd`));
      const isTagged = marks.some((mark) => `${environ}\0`.includes(mark));
      return isTagged || [environ, command, folder].some((text) => text.includes(place.temporary));
    })
    .map(
      (pid) => `${pid}: ${read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')}`,
    );
}

function filesOf({ temporary }: Place): readonly string[] {
  // Node's own, where somebody has switched it on for all of this machine.
  return readdirSync(temporary).filter((name) => name !== 'node-compile-cache');
}

function read(look: () => string): string {
  try {
    return look();
  } catch {
    // Gone meanwhile, or another user's.
    return '';
  }
}
