import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { findRun } from '../reports/find-run.ts';
import type { Verdict } from '../reports/verdict.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import { UsageError, type CommandInput } from './command.ts';
import { readReportsFolder } from './places.ts';

export interface SignedRun {
  readonly runFolder: string;
  readonly verdict: Verdict;
}

/** The run that somebody signs: named, never the latest by itself. @throws UsageError | ReportError */
export function openSignedRun(
  command: string,
  { values, positionals: [named] }: Pick<CommandInput, 'values' | 'positionals'>,
): SignedRun {
  if (named === undefined) {
    throw new UsageError(
      'missing-argument',
      `golive ${command}: expected a run: an id below reports/runs, or a folder`,
    );
  }
  const runFolder = realpathSync(findRun(readReportsFolder(values), named));
  return { runFolder, verdict: readVerdict(join(runFolder, 'verdict.json')) };
}

/** The text of a flag, without which the command has no meaning. @throws UsageError `missing-argument` */
export function required(
  command: string,
  values: CommandInput['values'],
  flag: string,
  what: string,
): string {
  const value = values[flag];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new UsageError('missing-argument', `golive ${command}: expected --${flag} ${what}`);
}

/** Several of a flag, or one with commas. */
export function several(values: CommandInput['values'], flag: string): readonly string[] {
  const value = values[flag];
  const list = Array.isArray(value) ? value.map(String) : [];
  return list.flatMap((item) => item.split(',').map((part) => part.trim())).filter((part) => part !== '');
}
