import type { KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openResult, type Opened } from './seal-result.ts';

/** Folder of a run in which the results of people's phones lie, a file each. */
export const phonesFolder = (runFolder: string): string => join(runFolder, 'phones');
export const invitationFile = (runFolder: string): string => join(phonesFolder(runFolder), 'open.json');

export type PhoneFile = Opened & { readonly file: string };

/** A run, and where it was merged the runs that it was merged of. */
export interface RunOfPhones {
  readonly id: string;
  readonly shards?: readonly { readonly index: number; readonly run: string }[] | undefined;
}

/** Folder of a merged run in which what one shard kept lies. */
export const shardFolder = (index: number): string => `shard-${index}`;

/**
 * Every result of a run; one that was changed, or is another run's, says so in place of its content. What phones sent to
 * the shards of a merged run was signed for these, and lies in a folder of each.
 */
export function readPhones(runFolder: string, run: RunOfPhones, trusted?: KeyObject): readonly PhoneFile[] {
  const ofShards = (run.shards ?? []).map((shard) => ({ run: shard.run, below: shardFolder(shard.index) }));
  return [{ run: run.id, below: '' }, ...ofShards].flatMap((part) => {
    const folder = phonesFolder(join(runFolder, part.below));
    return namesIn(folder).map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const file = [part.below, 'phones', name].filter((each) => each !== '').join('/');
      return { file, ...openResult(text, { run: part.run, ...(trusted ? { trusted } : {}) }) };
    });
  });
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{16}\.json$/u.test(name))
    .toSorted();
}

const symbolSchema = z.strictObject({
  /** Modules on a side, without the quiet zone. */
  size: z.number().int().min(11).max(177),
  /** Row by row, 1 is dark. */
  modules: z.string().regex(/^[01]+$/u),
});
export type QrSymbol = z.infer<typeof symbolSchema>;

/** While `golive phone` waits for a phone: what the report shows. */
export const invitationSchema = z.strictObject({
  /** Opens the page, once. */
  url: z.string(),
  /** What the phone's camera has to read from the screen; its page is never told. */
  challenge: z.string(),
  expiresAt: z.iso.datetime(),
  codes: z.strictObject({ page: symbolSchema, challenge: symbolSchema }),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** The invitation that is open at this moment; undefined where none is, or it has lapsed. */
export function readInvitation(runFolder: string, now: Date): Invitation | undefined {
  const file = invitationFile(runFolder);
  if (!existsSync(file)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  const parsed = invitationSchema.safeParse(value);
  return parsed.success && Date.parse(parsed.data.expiresAt) > now.getTime() ? parsed.data : undefined;
}

export interface PhonesReport {
  readonly results: readonly PhoneFile[];
  /** While `golive phone` waits for a phone. */
  readonly invitation: Invitation | undefined;
}

/** What the report shows of people's own phones. */
export function readPhonesReport(runFolder: string, run: RunOfPhones, now: Date): PhonesReport {
  return { results: readPhones(runFolder, run), invitation: readInvitation(runFolder, now) };
}
