import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AttachOrder } from '../stack/attach/attach-order.ts';
import { bootId, ownerLives, ownerToken } from '../stack/reaper/owner.ts';
import { noHooks } from '../targets/read-hooks.ts';
import { UsageError } from './command.ts';

const placeSchema = z.strictObject({
  hostName: z.string(),
  port: z.number().int(),
  connect: z.strictObject({ host: z.string(), port: z.number().int() }).optional(),
});

/** What `golive tidy` must know of a run that was killed: where it was, and by which files. No secret is in it. */
const noteSchema = z.strictObject({
  target: z.string(),
  deployment: placeSchema,
  /** Null where only the front door was given. */
  hooksFile: z.string().nullable(),
  owner: z.string(),
  boot: z.string(),
});
export type AttachNote = z.infer<typeof noteSchema>;

const name = 'attached.json';

/** Written before anything is asked of the deployment. */
export async function writeAttachNote(
  runFolder: string,
  { deployment, hooks, hooksFile }: Pick<AttachOrder, 'deployment' | 'hooks' | 'hooksFile'>,
  target: string,
): Promise<void> {
  const { connect, ...place } = deployment;
  const note: AttachNote = {
    target,
    deployment: connect === undefined ? place : { ...place, connect },
    hooksFile: hooks === noHooks ? null : hooksFile,
    owner: ownerToken(),
    boot: await bootId(),
  };
  writeFileSync(join(runFolder, name), `${JSON.stringify(note, null, 2)}\n`);
}

/** The last run that was attached: one that was killed is not the latest, since it came to no verdict. */
export function lastAttached(runs: string): string {
  const ids = existsSync(runs) ? readdirSync(runs).filter((id) => /^\d{8}T/u.test(id)) : [];
  const found = ids.sort().findLast((id) => existsSync(join(runs, id, name)));
  if (found !== undefined) return join(runs, found);
  throw new UsageError('bad-value', `${runs}: expected a run of --stack attach --url, found none`);
}

/** @throws UsageError for a run that was attached to nothing, or that still goes on. */
export async function readAttachNote(runFolder: string): Promise<AttachNote> {
  const note = noteSchema.safeParse(contentOf(join(runFolder, name)));
  if (!note.success) {
    const expected = 'expected a run of --stack attach --url';
    throw new UsageError('bad-value', `${runFolder}: ${expected}, found no ${name} that says where it was`);
  }
  const { owner, boot } = note.data;
  if (boot === (await bootId()) && ownerLives(owner)) {
    const [pid] = owner.split(':');
    throw new UsageError(
      'bad-value',
      `${runFolder}: expected a run that has ended, process ${pid} still plays it`,
    );
  }
  return note.data;
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
