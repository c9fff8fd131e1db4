import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { recordOf } from './build-record.ts';

const dayMs = 86_400_000;
const longestUnusedMs = 14 * dayMs;
const keptOfEach = 3;

/**
 * A build is hundreds of megabytes. Gone is what nobody has used for 14 days, and what is neither of the three of its
 * system that were used last nor was used today.
 */
export async function removeStaleBuilds(
  builds: string,
  now: number = Date.now(),
): Promise<readonly string[]> {
  const removed: string[] = [];
  const seen = new Map<string, number>();
  for (const { name, usedAt } of (await usedBuilds(builds)).toSorted(
    (one, other) => other.usedAt - one.usedAt,
  )) {
    const system = name.replace(/-[0-9a-f]+$/u, '');
    const newer = seen.get(system) ?? 0;
    seen.set(system, newer + 1);
    const unusedMs = now - usedAt;
    if (unusedMs <= longestUnusedMs && (newer < keptOfEach || unusedMs <= dayMs)) continue;
    // First what makes it whole: nobody takes what is being removed.
    await rm(recordOf(join(builds, name)), { force: true });
    await rm(join(builds, name), { recursive: true, force: true });
    await rm(join(builds, `${name}.log`), { force: true });
    removed.push(name);
  }
  for (const name of await unfinished(builds, now)) {
    await rm(join(builds, name), { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

/** Parts of builds that nobody came back to. */
async function unfinished(builds: string, now: number): Promise<readonly string[]> {
  const names = (await readdir(builds).catch(() => [])).filter((name) => name.endsWith('.parts'));
  const old = await Promise.all(
    names.map(async (name) => now - (await stat(join(builds, name))).mtimeMs > longestUnusedMs),
  );
  return names.filter((_, at) => old[at] === true);
}

async function usedBuilds(builds: string): Promise<readonly { name: string; usedAt: number }[]> {
  const names = await readdir(builds).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const known = await stat(recordOf(join(builds, name))).catch(() => undefined);
      return known === undefined ? [] : [{ name, usedAt: known.mtimeMs }];
    }),
  );
  return found.flat();
}
