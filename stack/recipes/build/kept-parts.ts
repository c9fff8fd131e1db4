import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { BuildPart } from './build-plan.ts';
import { partReportSchema } from './build-record.ts';

/** Written last: a part without it is not whole. */
const recordFile = '.golive-part.json';

const recordSchema = z.strictObject({
  documented: partReportSchema,
  repaired: z.array(z.string()),
  seconds: z.number(),
});

const documentedSchema = recordSchema.pick({ documented: true, seconds: true });
const documentedFile = '.golive-documented.json';

/** That a document's commands fail is a fact of this source and these tools: an interrupted build does not ask again. */
export async function writeDocumented(
  folder: string,
  found: Readonly<z.infer<typeof documentedSchema>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, documentedFile), JSON.stringify(found));
}

export async function readDocumented(
  folder: string,
): Promise<Readonly<z.infer<typeof documentedSchema>> | undefined> {
  return documentedSchema.safeParse(await readJson(join(folder, documentedFile))).data;
}

/** What became of a part. */
export type BuiltPart = Readonly<z.infer<typeof recordSchema>>;

/** Where the parts of a build wait for the others: a build that was interrupted goes on after its last whole one. */
export const partsFolderOf = (build: string): string => `${build}.parts`;

export async function writePart(folder: string, part: BuiltPart): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, recordFile), JSON.stringify(part));
}

/** Undefined for what is not there or not whole. */
export async function readPart(folder: string): Promise<BuiltPart | undefined> {
  return recordSchema.safeParse(await readJson(join(folder, recordFile))).data;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Moves what a part makes from one copy of the release into another. */
export async function moveMade(part: BuildPart, from: string, into: string): Promise<void> {
  for (const made of part.makes) {
    const to = join(into, part.folder, made);
    await rm(to, { recursive: true, force: true });
    await mkdir(dirname(to), { recursive: true });
    await rename(join(from, part.folder, made), to);
  }
}
