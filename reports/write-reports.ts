import { lstatSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { readPhonesReport } from './phones/read-phones.ts';
import { renderReport } from './render/page.ts';
import { asSigned } from './signoff/as-signed.ts';
import { signoffOf } from './signoff/signoff-of.ts';
import type { Verdict } from './verdict.ts';
import { writeWhole } from './write-whole.ts';

export interface WriteReports {
  /** reports/runs/<id>. */
  readonly runFolder: string;
  readonly verdict: Verdict;
}

/** Points reports/runs/latest at this run; latest.txt where the file system has no symbolic links. */
export function pointLatest(runFolder: string): void {
  const runs = dirname(runFolder);
  const latest = join(runs, 'latest');
  const beside = `${latest}.${process.pid}.tmp`;
  try {
    symlinkSync(basename(runFolder), beside, 'dir');
    renameSync(beside, latest);
    rmSync(join(runs, 'latest.txt'), { force: true });
  } catch {
    rmSync(beside, { force: true });
    // A link that stayed would go on naming an older run.
    if (lstatSync(latest, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(latest, { force: true });
    writeWhole(join(runs, 'latest.txt'), `${basename(runFolder)}\n`);
  }
}

/** Renders report.html, report.md and junit.xml from the verdict and what people have said of it. @throws ReportError `unwritable`. */
export function renderInto({ runFolder, verdict }: WriteReports): void {
  const now = new Date();
  const phones = readPhonesReport(runFolder, verdict.run, now);
  const signoff = signoffOf(runFolder, verdict, now);
  writeWhole(join(runFolder, 'report.html'), renderReport(verdict, signoff, phones));
  writeWhole(join(runFolder, 'report.md'), renderMarkdown(verdict, signoff));
  writeWhole(join(runFolder, 'junit.xml'), renderJunit(asSigned(verdict, signoff)));
}

/**
 * Writes verdict.json first, then what is rendered from it, then moves `latest`.
 * @throws ReportError `unwritable` naming the file, for instance when the disk is full.
 */
export function writeReports({ runFolder, verdict }: WriteReports): void {
  writeWhole(join(runFolder, 'verdict.json'), `${JSON.stringify(verdict, null, 1)}\n`);
  renderInto({ runFolder, verdict });
  pointLatest(runFolder);
}
