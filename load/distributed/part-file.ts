import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { LoadError } from '../load-error.ts';
import { OUTCOMES } from '../engines/samples.ts';
import { cellSchema } from './latency-cells.ts';

const count = z.int().min(0);

/** part-<i>.json: what one part of a load saw, ready to be added to the others. */
const partFileSchema = z.strictObject({
  kind: z.literal('golive-load-part'),
  version: z.literal(1),
  /** SHA-256 of the plan and feed that it played. */
  digest: z.string(),
  index: z.int().min(1),
  of: z.int().min(1),
  /** Ms since 1970, by the clock of the machine that played it. */
  startedMs: z.number(),
  endedMs: z.number(),
  dropped: count,
  /** Requests that ended, by outcome, warm-up too: the sum of the cells. */
  outcomes: z.partialRecord(z.enum(OUTCOMES), count),
  /** Writes by name, as they ended, warm-up too. */
  writes: z.array(
    z.strictObject({
      name: z.string(),
      upload: z.boolean(),
      sent: count,
      acknowledged: count,
      uncertain: count,
      refused: count,
    }),
  ),
  /** CPU and memory of the k6 that played it, where they could be seen; how late it sent is in the cells. */
  generator: z.strictObject({ cpuMs: z.number(), cpuShare: z.number(), peakRssMb: z.number() }).optional(),
  /** Why a calibration on that machine refused; left out where it did not, or there was none. */
  calibrationRefusal: z.string().optional(),
  failures: z.array(
    z.strictObject({
      sequence: count,
      name: z.string(),
      outcome: z.enum(OUTCOMES),
      status: z.number(),
      expected: z.string(),
      actual: z.string(),
    }),
  ),
  cells: z.array(cellSchema),
});
export type PartFile = z.infer<typeof partFileSchema>;

export function writePartFile(file: string, part: PartFile): void {
  writeFileSync(file, `${JSON.stringify(part)}\n`);
}

/** @throws LoadError `part-malformed` naming file, field and expectation. */
export function readPartFile(file: string): PartFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LoadError(
      'part-malformed',
      `${file}: expected a whole part of a load, cannot read it as JSON`,
      {
        cause,
      },
    );
  }
  const parsed = partFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the whole file';
  throw new LoadError('part-malformed', `${file}: ${field}: ${issue?.message ?? 'is malformed'}`);
}
