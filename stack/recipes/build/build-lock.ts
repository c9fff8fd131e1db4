import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { bootId, ownerLives, ownerToken } from '../../reaper/owner.ts';
import type { Report } from '../recipe.ts';

const holderSchema = z.strictObject({ owner: z.string(), boot: z.string(), id: z.string() });
const lookEveryMs = 300;

/**
 * Waits until nobody else builds the same, and builds alone until it is disposed. A holder that is dead holds nothing.
 * A build becomes visible by one rename, so that two which slipped in together would only have worked twice.
 */
export async function takeLock(file: string, report: Report): Promise<AsyncDisposable> {
  const holder = { owner: ownerToken(), boot: await bootId(), id: randomUUID() };
  const own = `${file}.${holder.id}`;
  await writeFile(own, JSON.stringify(holder));
  try {
    let isTold = false;
    while (!(await isLinked(own, file))) {
      const other = await readHolder(file);
      if (other === undefined) continue;
      if (other === 'dead') await rm(file, { force: true });
      else {
        if (!isTold) report(`waiting for another run (process ${other}) that builds the same`);
        isTold = true;
        await wait(lookEveryMs);
      }
    }
  } finally {
    await rm(own, { force: true });
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await readFile(file, 'utf8').catch(() => '')).includes(holder.id)) await rm(file, { force: true });
    },
  };
}

/** A link appears whole, or not at all. */
async function isLinked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Its process's number, `dead`, or undefined where it has gone meanwhile. */
async function readHolder(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const holder = holderSchema.safeParse(parsed(text));
  if (!holder.success || holder.data.boot !== (await bootId())) return 'dead';
  return ownerLives(holder.data.owner) ? (holder.data.owner.split(':')[0] ?? '') : 'dead';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
