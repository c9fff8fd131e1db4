import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the run tells the `docker` that stands first on a procedure's path. */
export const rehearsalSchema = z.strictObject({
  /** The engine's own client, and what it sees beside the procedure's environment. */
  docker: z.string(),
  environment: z.record(z.string(), z.string()),
  project: z.string(),
  /** Where the procedure is played: nothing outside is lent to a container. */
  checkout: z.string(),
  /** For what the rehearsal writes itself. */
  folder: z.string(),
  labels: z.record(z.string(), z.string()),
  /** `name=value`, by which the engine finds what is the run's. */
  label: z.string(),
  networks: z.array(z.string()).readonly(),
});
export type RehearsalSettings = z.infer<typeof rehearsalSchema>;

const notedSchema = z.strictObject({
  /** `missing`: an image that cannot be had; `refused`: what might touch what is not the run's. */
  kind: z.enum(['called', 'missing', 'refused', 'stands-in', 'container']),
  text: z.string(),
  /** What stands in for it. */
  by: z.string().default(''),
});
export type Noted = z.input<typeof notedSchema>;

const noteFile = (folder: string): string => join(folder, 'noted.jsonl');

export async function note(folder: string, noted: Noted): Promise<void> {
  await appendFile(noteFile(folder), `${JSON.stringify(noted)}\n`);
}

/** All that was noted so far, in its order. */
export async function readNotes(folder: string): Promise<readonly z.infer<typeof notedSchema>[]> {
  const text = await readFile(noteFile(folder), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => notedSchema.parse(JSON.parse(line)));
}
