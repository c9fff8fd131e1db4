import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LoadError } from '../load-error.ts';
import { readPlan } from '../plan-files.ts';
import type { LoadResult } from '../result.ts';
import { mergeParts, type NamedPart } from './merge-parts.ts';
import { digestOf, readOrder, type Order } from './order.ts';
import { readPartFile } from './part-file.ts';
import { readPartLog, type Dealt } from './read-part-log.ts';

/** A folder that `golive load --distributed` wrote, held to its own digest. */
export async function readDealt(folder: string): Promise<{ order: Order; dealt: Dealt }> {
  const order = readOrder(folder);
  const digest = digestOf(folder);
  if (digest !== order.digest) {
    const message = `${folder}: digest of plan and feed: expected ${order.digest}, got ${digest}`;
    throw new LoadError('parts-differ', message);
  }
  return { order, dealt: await readPlan(folder) };
}

/**
 * Judges the parts of a load: those beside the plan (part-<i>.json, or the log of a part that ran elsewhere,
 * part-<i>.log) and `further` files.
 * @throws LoadError `part-malformed`, `parts-differ`
 */
export async function judgeParts(folder: string, further: readonly string[]): Promise<LoadResult> {
  const { order, dealt } = await readDealt(folder);
  const beside = readdirSync(folder)
    .filter((name) => /^part-\d+\.(?:json|log)$/u.test(name))
    .map((name) => join(folder, name));
  const files = [...beside, ...further];
  if (files.length === 0)
    throw new LoadError(
      'part-malformed',
      `${folder}: expected parts (part-1.json or part-1.log …), got none`,
    );
  const named = files.map((file): NamedPart => {
    const part = file.endsWith('.log') ? readPartLog(file, dealt) : readPartFile(file);
    return { file, part };
  });
  return mergeParts(order, dealt, named);
}
