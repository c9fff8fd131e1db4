import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { profileNames } from '../../checks/check.ts';
import { ReportError } from '../report-error.ts';

const whole = z.number().int().min(1);

/**
 * shard.json in a run's folder: which part of a whole run it is, and what all parts must have in common before they
 * are one. What it saw is in evidence.jsonl and its blob reports, beside it.
 */
const shardFactsSchema = z.strictObject({
  version: z.literal(1),
  shard: z.strictObject({ index: whole, of: whole }),
  golive: z.string(),
  target: z.string(),
  /** As it was named on the command line: a built-in target, or a path. */
  targetWord: z.string(),
  /** SHA-256 of the target as data. */
  targetDigest: z.string(),
  profile: z.enum(profileNames),
  devices: z.array(z.string()),
  mainDevice: z.string(),
  only: z.array(z.string()),
  /** Something besides the other shards was left out: then all of them together are not a whole run either. */
  filtered: z.boolean(),
  seed: z.string(),
  /** The driver that ran it. */
  stack: z.string(),
  /** The server that all parts of the stack shared, by its name; null where nothing held them to one. */
  shape: z.string().nullable(),
  deployments: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** Null where the run ended before it was known. */
  release: z.strictObject({ version: z.string(), digest: z.string() }).nullable(),
  /** How many blob reports lie in `blob/`. */
  blobs: z.number().int().min(0),
});
export type ShardFacts = z.infer<typeof shardFactsSchema>;

/** @throws ReportError `malformed-shard` naming file and field. */
export function readShardFacts(file: string): ShardFacts {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const message = `${file}: expected the shard.json of a run with --shard, cannot read it as JSON`;
    throw new ReportError('malformed-shard', message, { cause });
  }
  const parsed = shardFactsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the whole file';
  throw new ReportError('malformed-shard', `${file}: ${field}: ${issue?.message ?? 'is malformed'}`);
}
