import { basename, join, resolve } from 'node:path';
import { findRun } from '../reports/find-run.ts';
import { ledgerName } from '../stack/ledger/ledger.ts';
import type { AttachOrder } from '../stack/attach/attach-order.ts';
import { tidyLater } from '../stack/attach/tidy-later.ts';
import { hostInUrl } from '../stack/url-host.ts';
import { createReaper } from '../stack/reaper/reaper.ts';
import { loadTarget } from '../targets/load.ts';
import { noHooks, readHooks } from '../targets/read-hooks.ts';
import { lastAttached, readAttachNote, type AttachNote } from './attach-note.ts';
import type { Command, CommandInput } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { sayLeftBehind } from './left-behind.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';

/** What a run that was killed could not do any more, in the system that it was attached to. */
export const tidy: Command = {
  name: 'tidy',
  summary:
    'After a run of --stack attach was killed: starts what it had stopped, removes its records, lists what is left.',
  usage:
    'golive tidy [run] [flags]     run: an id below reports/runs, or a folder; the last that was attached if left out',
  flags: {
    '--hooks <file>': 'what is given for the deployment; the run’s own hooks if left out',
    '--reports <folder>': 'where the runs’ folders are; reports/runs if left out',
  },
  options: { hooks: { type: 'string' }, reports: { type: 'string' } },
  async run({ values, positionals, terminal }) {
    refuseSurplus('tidy', positionals, 1);
    const runs = readReportsFolder(values);
    const [named] = positionals;
    const runFolder = named === undefined ? lastAttached(runs) : resolve(findRun(runs, named));
    const note = await readAttachNote(runFolder);
    const target = await loadTarget(note.target);
    const order = await orderOf(note, values, runFolder);
    const run = basename(runFolder);
    await using reaper = await createReaper({ run: `${run}-tidy` });
    terminal.progress(`taking out the records of ${run} from https://${hostInUrl(note.deployment.hostName)}`);
    const tidied = await tidyLater(order, { target, run, ledgerFile: join(runFolder, ledgerName), reaper });
    sayLeftBehind(tidied, { terminal, runFolder });
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(tidied)}\n`);
    return tidied.left.length === 0 ? exitCodes.GO : exitCodes['NO-GO'];
  },
};

async function orderOf(
  { deployment: { connect, ...place }, hooksFile }: AttachNote,
  values: CommandInput['values'],
  runFolder: string,
): Promise<AttachOrder> {
  const given = values['hooks'];
  const file = typeof given === 'string' ? resolve(given) : hooksFile;
  return {
    deployment: { ...place, connect },
    compared: undefined,
    hooks: file === null ? noHooks : await readHooks(file),
    hooksFile: file ?? join(runFolder, 'no hooks'),
    reportsFolder: runFolder,
  };
}
