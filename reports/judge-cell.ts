import type { EvidenceRow, Operator, Outcome } from '../evidence/row.ts';
import { atLeast } from './fidelity.ts';
import type { RequiredCell } from './required.ts';
import { findWaiver, type Waiver } from './waiver.ts';

/** A required cell with what was observed, and its outcome under the rules of the verdict. */
export interface JudgedCell {
  readonly cell: RequiredCell;
  readonly outcome: Outcome;
  readonly reason: string;
  /** The row that decided: the worst one. Null where nothing was measured. */
  readonly row: EvidenceRow | null;
  /** How often it was tried: the highest attempt seen, 0 where nothing was measured. */
  readonly attempts: number;
  readonly flaky: boolean;
  readonly waiver: Waiver | null;
}

type Ruling = Pick<JudgedCell, 'outcome' | 'reason' | 'row' | 'flaky'>;

const inconclusive = (reason: string, row: EvidenceRow | null): Ruling => ({
  outcome: 'inconclusive',
  reason,
  row,
  flaky: false,
});

/** The worst run counts: any failing attempt, then anything inconclusive, then what is too weak, then green. */
function rule(cell: RequiredCell, rows: readonly EvidenceRow[]): Ruling {
  const failed = rows.find((row) => row.outcome === 'fail');
  if (failed) return ruleFailed(failed, rows);
  const unsure = rows.find((row) => row.outcome === 'inconclusive');
  if (unsure) return inconclusive(unsure.reason, unsure);
  if (cell.notApplicable !== null) {
    return { outcome: 'not-applicable', reason: cell.notApplicable, row: null, flaky: false };
  }
  if (cell.unasked !== undefined) return inconclusive(cell.unasked, null);
  // The target did not say that it lacks this, so a row that claims it is worth as much as none.
  const claimed = rows.find((row) => row.outcome === 'not-applicable');
  if (claimed) {
    return inconclusive(`a row claims not-applicable, the target does not: ${claimed.reason}`, claimed);
  }
  for (const row of rows) {
    const weakness = weaknessOf(row, cell);
    if (weakness !== undefined) {
      return inconclusive(row.reason === '' ? weakness : `${weakness}; ${row.reason}`, row);
    }
  }
  const first = rows[0];
  if (!first) return inconclusive('not measured', null);
  return { outcome: 'pass', reason: '', row: first, flaky: false };
}

function ruleFailed(failed: EvidenceRow, rows: readonly EvidenceRow[]): Ruling {
  const flaky = rows.some((row) => row.outcome === 'pass' && row.attempt !== failed.attempt);
  const reason = `${flaky ? 'flaky: it failed and passed without a change; ' : ''}${failed.reason}`;
  return { outcome: 'fail', reason, row: failed, flaky };
}

/** Why a passing row does not prove its claim: too little was seen, or not really enough, or not surely enough. */
function weaknessOf(row: EvidenceRow, cell: RequiredCell): string | undefined {
  if (row.n < 1) return 'a pass without one observation (n is 0)';
  if (!atLeast(row.fidelity, cell.leastFidelity)) {
    return `measured at fidelity ${row.fidelity}, the check needs ${cell.leastFidelity}`;
  }
  if (!boundHolds(row)) {
    return `the limit ${row.limit} lies within the interval ${row.interval?.join(' to ')} of what was measured`;
  }
  return undefined;
}

const boundComparisons: Partial<
  Record<Operator, (interval: readonly [number, number], limit: number) => boolean>
> = {
  '<': ([, upper], limit) => upper < limit,
  '<=': ([, upper], limit) => upper <= limit,
  '>': ([lower], limit) => lower > limit,
  '>=': ([lower], limit) => lower >= limit,
};

/** A figure with an interval passes by its worse bound, never by its middle. */
function boundHolds({ interval, limit, operator }: EvidenceRow): boolean {
  if (interval === null || limit === null) return true;
  return boundComparisons[operator]?.(interval, limit) ?? true;
}

/** Judges one cell by the rows of its own stack, check, subject and device: the caller has picked them. */
export function judgeCell(
  cell: RequiredCell,
  rows: readonly EvidenceRow[],
  waivers: readonly Waiver[],
  asOf: Date,
): JudgedCell {
  const ruling = rule(cell, rows);
  const attempts = rows.reduce((most, row) => Math.max(most, row.attempt), 0);
  const waivable = ruling.outcome === 'fail' || ruling.outcome === 'inconclusive';
  const waiver = waivable ? findWaiver(waivers, cell.check, cell.subject, asOf) : undefined;
  return { cell, ...ruling, attempts, waiver: waiver ?? null };
}
