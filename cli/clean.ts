import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatBytes } from '../reports/figures.ts';
import { chooseCleaned } from '../reports/kept/choose-cleaned.ts';
import { filesBelow, sizeOf } from '../reports/kept/folder-size.ts';
import { listRuns } from '../reports/kept/list-runs.ts';
import { runningRuns } from '../stack/reaper/running-runs.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';

const defaultKeep = 10;

function readKeep({ keep }: CommandInput['values']): number {
  if (keep === undefined) return defaultKeep;
  if (typeof keep === 'string' && /^\d{1,6}$/u.test(keep)) return Number(keep);
  throw new UsageError('bad-value', `--keep: expected a number of runs, 0 or more, got "${String(keep)}"`);
}

/** A run in a container, or another person’s, has no process here to be seen: what it writes tells that it lives. */
const quietMs = 3_600_000;

function isWritten(folder: string, now: number): boolean {
  if (existsSync(join(folder, 'verdict.json'))) return false;
  const journal = statSync(join(folder, 'evidence.jsonl'), { throwIfNoEntry: false });
  return journal !== undefined && now - journal.mtimeMs < quietMs;
}

/** Frees what old runs take. */
export const clean: Command = {
  name: 'clean',
  summary:
    'Removes old runs and says what that freed; the last GO of each target and what is signed stay unless told.',
  usage: 'golive clean [flags]',
  flags: {
    '--keep <number>': `so many of the newest runs stay; ${defaultKeep} if left out`,
    '--also-last-go': 'remove the last GO of a target, too',
    '--also-signed': 'remove what people have signed, too',
    '--dry-run': 'only say what would go',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: {
    keep: { type: 'string' },
    'also-last-go': { type: 'boolean' },
    'also-signed': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    reports: { type: 'string' },
  },
  async run({ values, positionals, terminal }) {
    refuseSurplus('clean', positionals);
    const folder = readReportsFolder(values);
    const running = runningRuns();
    const now = Date.now();
    const chosen = chooseCleaned(listRuns(folder), {
      keep: readKeep(values),
      isRunning: (id) => running.has(id) || isWritten(join(folder, id), now),
      alsoLastGo: values['also-last-go'] === true,
      alsoSigned: values['also-signed'] === true,
    });
    const isDry = values['dry-run'] === true;
    const removed: { readonly id: string; readonly bytes: number }[] = [];
    for (const { run, stays } of chosen) {
      if (stays !== null) {
        terminal.progress(`stays: ${run.id}, ${stays}`);
        continue;
      }
      const bytes = sizeOf(filesBelow(run.folder));
      if (!isDry) rmSync(run.folder, { recursive: true, force: true });
      removed.push({ id: run.id, bytes });
      terminal.result(`${isDry ? 'would go' : 'removed'}: ${run.id}, ${formatBytes(bytes)}`);
    }
    const bytes = removed.reduce((sum, one) => sum + one.bytes, 0);
    const runs = `${removed.length} ${removed.length === 1 ? 'run' : 'runs'}`;
    terminal.result(
      `${isDry ? 'would free' : 'freed'} ${formatBytes(bytes)} of ${runs}; ${chosen.length - removed.length} stay`,
    );
    if (values['json'] === true) process.stdout.write(`${JSON.stringify({ removed, bytes, isDry })}\n`);
    return exitCodes.GO;
  },
};
