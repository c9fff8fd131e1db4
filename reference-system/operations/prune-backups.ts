import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readKeepDays } from '../server/config.ts';

const usage = 'Usage: node operations/prune-backups.ts <folder-of-all-backups>';
const dayMs = 24 * 60 * 60 * 1000;
const named = /^fieldbook-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
/** What a backup that broke off left behind. */
const part = /^\.(fieldbook-[^.]*)\.part$/;

const takenAt = (name: string): number | null => {
  const found = named.exec(name);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, ...time] = found.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, ...time);
};

/** Removes what is older than it must be kept, and what broke off more than a day ago. Other names are left alone. */
const prune = async (): Promise<string> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [store] = positionals;
  if (store === undefined || positionals.length !== 1) throw new Error(usage);
  const keepDays = readKeepDays(process.env);
  const isOlder = (name: string, days: number): boolean => {
    const at = takenAt(name);
    return at !== null && at < Date.now() - days * dayMs;
  };
  const names = await readdir(store);
  const gone = names.filter((name) => isOlder(name, keepDays) || isOlder(part.exec(name)?.[1] ?? '', 1));
  for (const name of gone) await rm(join(store, name), { recursive: true });
  return `${names.filter((name) => takenAt(name) !== null && !gone.includes(name)).length} backups kept, ${gone.length} removed.`;
};

try {
  console.log(await prune());
} catch (error) {
  console.error(`prune-backups: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
