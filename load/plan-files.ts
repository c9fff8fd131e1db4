import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { CommonParts, lineWriter, withCommonParts } from './common-parts.ts';
import { LoadError } from './load-error.ts';
import { planSchema, writtenLineSchema, type FeedLine, type LoadPlan } from './plan.ts';

const LINES_AT_A_TIME = 2000;

/** Writes plan.json and feed.jsonl, the two files that every engine plays. */
export async function writePlan(folder: string, plan: LoadPlan, feed: readonly FeedLine[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const written = withCommonParts(plan, feed);
  const toWrite = lineWriter(written);
  await writeFile(join(folder, 'plan.json'), `${JSON.stringify(written, null, 2)}\n`);
  await using file = await open(join(folder, 'feed.jsonl'), 'w');
  // In pieces: the feed of twenty minutes is no single text.
  for (let at = 0; at < feed.length; at += LINES_AT_A_TIME) {
    const lines = feed.slice(at, at + LINES_AT_A_TIME).map((line) => `${JSON.stringify(toWrite(line))}\n`);
    await file.write(lines.join(''));
  }
}

/** Reads both files back and checks them; the error names file, line and field. */
export async function readPlan(folder: string): Promise<{ plan: LoadPlan; feed: FeedLine[] }> {
  const plan = checked(planSchema, await text(join(folder, 'plan.json')), 'plan.json');
  const lines = (await text(join(folder, 'feed.jsonl'))).split('\n').filter((line) => line !== '');
  const common = new CommonParts(plan);
  const feed = lines.map((line, at) =>
    common.whole(checked(writtenLineSchema, line, `feed.jsonl line ${at + 1}`)),
  );
  return { plan, feed };
}

async function text(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new LoadError('file-missing', `expected a readable ${file}, got ${String(cause)}`, { cause });
  }
}

function checked<S extends z.ZodType>(schema: S, json: string, where: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new LoadError('plan-invalid', `${where}: expected JSON, got ${json.slice(0, 60)}`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new LoadError('plan-invalid', `${where}: ${(issue?.path ?? []).join('.')}: ${issue?.message ?? ''}`);
}
