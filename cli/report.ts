import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { findRun } from '../reports/find-run.ts';
import { printSummary } from '../reports/summary.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import { renderInto } from '../reports/write-reports.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';

/** Renders a run's reports again, from its verdict.json alone. */
export const report: Command = {
  name: 'report',
  summary:
    'Renders report.html, report.md and junit.xml of a run again from its verdict.json, and says where they are.',
  usage: 'golive report [run] [flags]     run: an id below reports/runs, or a folder; the latest if left out',
  flags: { '--reports <folder>': 'where the runs’ folders are; reports/runs if left out' },
  options: { reports: { type: 'string' } },
  run({ values, positionals, terminal }) {
    refuseSurplus('report', positionals, 1);
    const [named] = positionals;
    const runFolder = realpathSync(findRun(readReportsFolder(values), named));
    const verdict = readVerdict(join(runFolder, 'verdict.json'));
    renderInto({ runFolder, verdict });
    printSummary(verdict, { print: terminal.result, paint: terminal.paint });
    terminal.result(`report: ${join(runFolder, 'report.html')}`);
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return Promise.resolve(exitCodes.GO);
  },
};
