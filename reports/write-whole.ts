import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { ReportError } from './report-error.ts';

/** Whole or not at all: a reader never meets half a file. @throws ReportError `unwritable` naming the file. */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (cause) {
    rmSync(beside, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError('unwritable', `${file}: cannot be written: ${why}`, { cause });
  }
}
