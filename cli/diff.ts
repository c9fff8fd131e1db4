import { join } from 'node:path';
import { compareVerdicts, isSameRelease } from '../reports/compare/compare-verdicts.ts';
import { formatFigure, formatNumber } from '../reports/figures.ts';
import { findRun } from '../reports/find-run.ts';
import { plainLine } from '../reports/plain-text.ts';
import type { Changes } from '../reports/schema/changes.ts';
import { readVerdict } from '../reports/read-verdict.ts';
import type { Verdict } from '../reports/verdict.ts';
import { UsageError, type Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';

function releaseLine(before: Verdict, after: Verdict): string {
  const same = isSameRelease(before.run.release, after.run.release);
  if (same === undefined) return 'release: which one each was is not known';
  const of = ({ run }: Verdict): string => `${run.release?.version} ${run.release?.digest.slice(0, 12)}`;
  return same ? `release: the same, ${of(after)}` : `release: ${of(before)}, then ${of(after)}`;
}

/** Figures of two places differ without a change of the system. */
function placeLines({ run: before }: Verdict, { run: after }: Verdict): readonly string[] {
  const differing = (['profile', 'stack'] as const).filter((field) => before[field] !== after[field]);
  return differing.map(
    (field) =>
      `${field}: ${before[field]}, then ${after[field]}; answers and figures may differ by that alone`,
  );
}

function changeLines({ checks, lines, figures }: Changes): readonly string[] {
  return [
    ...checks.map(
      ({ name, before, after, reason }) =>
        `  ${before} -> ${after} ${name}${reason === '' ? '' : `: ${reason}`}`,
    ),
    ...lines.map(
      ({ text, id, before, after, reason }) =>
        `  ${before} -> ${after} plan, ${text} (${id})${reason === '' ? '' : `: ${reason}`}`,
    ),
    ...figures.map(
      ({ name, unit, before, after, limit, nBefore, n }) =>
        `  ${formatFigure(before, unit)} -> ${formatFigure(after, unit)} ${name} (limit ${formatFigure(limit, unit)}, n ${formatNumber(nBefore)} and ${formatNumber(n)})`,
    ),
  ];
}

/** What the second of two runs says otherwise than the first. */
export const diff: Command = {
  name: 'diff',
  summary: 'Compares two runs of one target: answers and lines that changed, and their figures side by side.',
  usage: 'golive diff <run> <run> [flags]     the earlier one first; an id below reports/runs, or a folder',
  flags: { '--reports <folder>': 'where the runs’ folders are; reports/runs if left out' },
  options: { reports: { type: 'string' } },
  run({ values, positionals, terminal }) {
    refuseSurplus('diff', positionals, 2);
    const [first, second] = positionals;
    if (first === undefined || second === undefined) {
      throw new UsageError('missing-argument', `diff: expected two runs, got ${positionals.length}`);
    }
    const runs = readReportsFolder(values);
    const read = (named: string): Verdict => readVerdict(join(findRun(runs, named), 'verdict.json'));
    const before = read(first);
    const after = read(second);
    if (before.run.target !== after.run.target) {
      const what = `expected two runs of one target, got ${before.run.target} and ${after.run.target}`;
      throw new UsageError('bad-value', `diff: ${what}`);
    }
    const changes = compareVerdicts(before, after);
    terminal.result(plainLine(`${before.run.id}: ${before.sentence}`));
    terminal.result(plainLine(`${after.run.id}: ${after.sentence}`));
    terminal.result(plainLine(releaseLine(before, after)));
    for (const line of placeLines(before, after)) terminal.result(line);
    for (const line of changeLines(changes)) terminal.result(`  ${plainLine(line)}`);
    const { checks, lines, figures } = changes;
    terminal.result(
      `${checks.length} answers, ${lines.length} lines of the plan and ${figures.length} figures are others than they were`,
    );
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(changes)}\n`);
    return Promise.resolve(exitCodes.GO);
  },
};
