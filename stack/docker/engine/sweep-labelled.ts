import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { engineSocket } from './engine-socket.ts';
import { findLabelled, removeLabelled, type LabelledThing } from './labelled-things.ts';

export interface LabelledSweep {
  /** `container golive-…-database-1`. */
  readonly removed: readonly string[];
  /** What withstood, with the reason. */
  readonly left: readonly string[];
}

/** Nothing leaves before what uses it. */
const order = ['container', 'network', 'volume', 'image'] as const satisfies readonly LabelledThing['kind'][];

/**
 * Removes all that an engine holds of some runs, by label alone: containers, then networks, volumes and throw-away
 * images. Looks again until nothing new has come, since whoever was killed may have been in the middle of making some.
 */
export async function sweepLabelled(options: {
  /** Of one run; of any where it is left out. */
  readonly run?: string;
  readonly isMeant: (thing: LabelledThing) => Promise<boolean> | boolean;
  readonly quietLooks: number;
}): Promise<LabelledSweep> {
  if (!engineIsThere()) return { removed: [], left: [] };
  const removed = new Set<string>();
  let left: readonly string[] = [];
  for (let quiet = 0, looks = 0; quiet < options.quietLooks && looks < 10; looks += 1) {
    try {
      const found = await chosen(await findLabelled(options.run), options.isMeant);
      quiet = found.length === 0 ? quiet + 1 : 0;
      left = await removeAll(found, removed);
    } catch (error) {
      // Its engine has gone, or never was one: nothing of it runs then.
      return { removed: [...removed], left: looks === 0 ? [] : [String(error)] };
    }
    if (quiet < options.quietLooks) await pause(300);
  }
  return { removed: [...removed], left };
}

function engineIsThere(): boolean {
  try {
    return existsSync(engineSocket());
  } catch {
    return false;
  }
}

async function chosen(
  things: readonly LabelledThing[],
  isMeant: (thing: LabelledThing) => Promise<boolean> | boolean,
): Promise<readonly LabelledThing[]> {
  const meant = await Promise.all(things.map((thing) => isMeant(thing)));
  return things.filter((_, index) => meant[index]);
}

async function removeAll(things: readonly LabelledThing[], removed: Set<string>): Promise<readonly string[]> {
  const left: string[] = [];
  for (const kind of order) {
    const results = things
      .filter((thing) => thing.kind === kind)
      .map(async (thing) => ({ thing, why: await removeLabelled(thing) }));
    for (const { thing, why } of await Promise.all(results)) {
      if (why === undefined) removed.add(`${kind} ${thing.name}`);
      else left.push(why);
    }
  }
  return left;
}
