import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appendRow } from '../evidence/journal.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import { relativeAddress } from '../reports/render/evidence.ts';
import { cellKey } from '../reports/cell-key.ts';
import type { RequiredCell } from '../reports/required.ts';
import { UsageError } from './command.ts';
import type { ResumeRequest } from './resume-request.ts';
import type { RunContext } from './run-context.ts';
import { cellsOfRun, scheduledCells } from './scheduled-cells.ts';
import { isBrowserSuite } from '../checks/check.ts';

export interface CarriedOver {
  readonly rows: readonly EvidenceRow[];
  /** `check / subject` of what need not be asked again. */
  readonly closed: readonly string[];
}

/**
 * What of an interrupted run stands. An answer is yes or no: what it left open is asked again. A load, a drill or any
 * other act that gives many answers at once is taken over whole, or played again. A no stays a no, also where it is
 * asked again: the worst answer counts.
 */
export function carriedOver(cells: readonly RequiredCell[], rows: readonly EvidenceRow[]): CarriedOver {
  const byCell = Map.groupBy(rows, cellKey);
  const isAnswered = (cell: RequiredCell): boolean => {
    const own = byCell.get(cellKey(cell)) ?? [];
    return (
      own.some(({ outcome }) => outcome === 'fail') ||
      (own.length > 0 && own.every(({ outcome }) => outcome === 'pass'))
    );
  };
  const asked = cells.filter(({ notApplicable, unasked }) => notApplicable === null && unasked === undefined);
  const acts = Map.groupBy(asked, ({ suite, check, subject }) =>
    isBrowserSuite(suite) ? `${check} / ${subject}` : suite,
  );
  const whole = [...acts.values()].filter((act) => act.every(isAnswered)).flat();
  const done = new Set(whole.map(cellKey));
  return {
    rows: rows.filter((row) => done.has(cellKey(row)) || row.outcome === 'fail'),
    closed: [...new Set(whole.map(({ check, subject }) => `${check} / ${subject}`))],
  };
}

/** Longer measurements, which a verdict tells beside their answers. */
const measurements = [
  ['load.json', 'load'],
  ['statements.json', 'load'],
  ['drill.json', 'drill'],
] as const;

type RunRelease = { readonly digest: string } | null;

/**
 * Takes over what an interrupted run of this release answered, before anything is asked.
 * @throws UsageError where the release that was built is another one.
 */
export function carryOver(
  context: Pick<RunContext, 'request' | 'runFolder' | 'journal' | 'closed' | 'report'>,
  now: RunRelease | undefined,
  { run, folder, release, rows }: ResumeRequest,
): void {
  const { request, runFolder, journal } = context;
  if (now?.digest !== release) {
    const what = `expected the release ${release.slice(0, 12)} of run ${run}, got ${now?.digest.slice(0, 12) ?? 'none'}`;
    throw new UsageError(
      'bad-value',
      `--resume: ${what}; what was seen of another release says nothing of this one`,
    );
  }
  const cells = scheduledCells(cellsOfRun(request), request);
  const carried = carriedOver(cells, rows);
  for (const row of carried.rows) {
    for (const { path } of row.attachments) copyAttachment(folder, runFolder, path);
    appendRow(journal, row);
  }
  for (const name of carried.closed) context.closed.add(name);
  const suiteOf = new Map(cells.map(({ check, subject, suite }) => [`${check} / ${subject}`, suite]));
  const suites = new Set(carried.closed.map((name) => suiteOf.get(name)));
  for (const [name, suite] of measurements) {
    const from = join(folder, name);
    if (suites.has(suite) && existsSync(from)) copyFileSync(from, join(runFolder, name));
  }
  context.report(
    `${carried.rows.length} rows of run ${run} stand; ${carried.closed.length} questions are not asked again`,
  );
}

/** A path of a row that leads out of its run’s folder is nobody’s attachment. */
function copyAttachment(from: string, to: string, path: string): void {
  if (relativeAddress(path) === undefined || !existsSync(join(from, path))) return;
  mkdirSync(dirname(join(to, path)), { recursive: true });
  copyFileSync(join(from, path), join(to, path));
}
