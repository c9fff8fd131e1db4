import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BuildReport } from './build-report.ts';

/** Written last: a build without it is not whole. */
const recordFile = '.golive-build.json';

export const partReportSchema = z.strictObject({
  name: z.string(),
  commands: z.array(z.string()),
  outcome: z.enum(['worked', 'failed', 'open']),
  why: z.string().nullable(),
});

const recordSchema = z.strictObject({
  notes: z.array(z.string()),
  repaired: z.array(z.string()),
  parts: z.array(partReportSchema),
});

/** What is known of a build in the cache. */
export interface BuildRecord extends BuildReport {
  readonly repaired: readonly string[];
}

export async function writeRecord(folder: string, record: BuildRecord): Promise<void> {
  await writeFile(join(folder, recordFile), `${JSON.stringify(record, null, 2)}\n`);
}

/** Undefined for a folder that is not there or is not a whole build. Whoever reads it uses it: it stays in the cache. */
export async function readRecord(folder: string): Promise<BuildRecord | undefined> {
  const file = join(folder, recordFile);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const record = recordSchema.parse(JSON.parse(text));
    const now = new Date();
    await utimes(file, now, now);
    return record;
  } catch {
    return undefined;
  }
}

export const recordOf = (folder: string): string => join(folder, recordFile);
