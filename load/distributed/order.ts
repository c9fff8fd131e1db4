import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoadError } from '../load-error.ts';

/** distributed.json: what a load in parts is, and what it is judged by. It lies beside plan, feed and archive. */
const orderSchema = z.strictObject({
  kind: z.literal('golive-load'),
  version: z.literal(1),
  golive: z.string(),
  target: z.string(),
  /** SHA-256 of plan.json and feed.jsonl. */
  digest: z.string(),
  parts: z.int().min(1),
  limits: z.strictObject({ p95Ms: z.number(), errorRate: z.number() }),
  least: z.strictObject({ overall: z.number(), endpoint: z.number(), closed: z.number() }),
  createdAt: z.iso.datetime(),
  /** When the first of the tokens ends; null where the target does not say how long one lasts. */
  tokensUntil: z.iso.datetime().nullable(),
});
export type Order = z.infer<typeof orderSchema>;

export const ORDER_FILE = 'distributed.json';

/** @throws LoadError `part-malformed` naming file and field. */
export function readOrder(folder: string): Order {
  const file = join(folder, ORDER_FILE);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const message = `${file}: expected the file that golive load --distributed writes, cannot read it as JSON`;
    throw new LoadError('part-malformed', message, { cause });
  }
  const parsed = orderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LoadError('part-malformed', `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** SHA-256 of the two files that every part plays. */
export function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of ['plan.json', 'feed.jsonl']) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
