import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { findRun } from '../reports/find-run.ts';
import { printSummary } from '../reports/summary.ts';
import { readVerdict, renderInto } from '../reports/write-reports.ts';
import { UsageError, type Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';

const runsFolder = join(import.meta.dirname, '..', 'reports', 'runs');

/** Renders a run's reports again, from its verdict.json alone. */
export const report: Command = {
  name: 'report',
  summary: 'Renders report.html and junit.xml of a run again from its verdict.json, and says where they are.',
  usage: 'golive report [run] [flags]     run: an id below reports/runs, or a folder; the latest if left out',
  flags: {},
  options: {},
  run({ values, positionals, terminal }) {
    const [named, surplus] = positionals;
    if (surplus !== undefined) {
      throw new UsageError('bad-value', `golive report: expected one run, got also "${surplus}"`);
    }
    const runFolder = realpathSync(findRun(runsFolder, named));
    const verdict = readVerdict(join(runFolder, 'verdict.json'));
    renderInto({ runFolder, verdict });
    printSummary(verdict, { print: terminal.result, paint: terminal.paint });
    terminal.result(`report: ${join(runFolder, 'report.html')}`);
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return Promise.resolve(exitCodes.GO);
  },
};
