import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { findRun } from '../reports/find-run.ts';
import { asSigned } from '../reports/signoff/as-signed.ts';
import { signoffOf } from '../reports/signoff/signoff-of.ts';
import { writeSignoff } from '../reports/signoff/signoff-report.ts';
import { printSummary } from '../reports/summary.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import { renderInto } from '../reports/write-reports.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { readNow } from './run-now.ts';
import { sayLaunch } from './say-launch.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';

/** Renders a run's reports again, from its verdict.json and what people have said of it by now. */
export const report: Command = {
  name: 'report',
  summary:
    'Renders report.html, report.md and junit.xml of a run again from its verdict.json, and says where they are.',
  usage: 'golive report [run] [flags]     run: an id below reports/runs, or a folder; the latest if left out',
  flags: { '--reports <folder>': 'where the runs’ folders are; reports/runs if left out' },
  options: { reports: { type: 'string' } },
  async run({ values, positionals, terminal }) {
    refuseSurplus('report', positionals, 1);
    const [named] = positionals;
    const runFolder = realpathSync(findRun(readReportsFolder(values), named));
    const verdict = readVerdict(join(runFolder, 'verdict.json'));
    if (existsSync(join(runFolder, 'signoff.json'))) {
      const now = await readNow(values, verdict);
      // Where the target is not at hand, what was known when somebody last asked is all that is known.
      if (now.target !== null) writeSignoff(runFolder, now);
    }
    renderInto({ runFolder, verdict });
    const signoff = signoffOf(runFolder, verdict, new Date());
    printSummary(asSigned(verdict, signoff), { print: terminal.result, paint: terminal.paint });
    sayLaunch(signoff, terminal);
    terminal.result(`report: ${join(runFolder, 'report.html')}`);
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return exitCodes.GO;
  },
};
