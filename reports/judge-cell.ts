import type { EvidenceRow, Outcome } from '../evidence/row.ts';
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
  readonly flaky: boolean;
  readonly waiver: Waiver | null;
}

type Ruling = Pick<JudgedCell, 'outcome' | 'reason' | 'row' | 'flaky'>;

/** The worst run counts: any failing attempt, then anything inconclusive, then the fidelity, then green. */
function rule(cell: RequiredCell, rows: readonly EvidenceRow[]): Ruling {
  const failed = rows.find((row) => row.outcome === 'fail');
  if (failed) {
    const passed = rows.some((row) => row.outcome === 'pass' && row.attempt !== failed.attempt);
    const flaky = passed ? 'flaky: it failed and passed without a change; ' : '';
    return { outcome: 'fail', reason: `${flaky}${failed.reason}`, row: failed, flaky: passed };
  }
  const unsure = rows.find((row) => row.outcome === 'inconclusive');
  if (unsure) return { outcome: 'inconclusive', reason: unsure.reason, row: unsure, flaky: false };
  const passed = rows.filter((row) => row.outcome === 'pass');
  const first = passed[0];
  if (!first) return unmeasured(cell, rows);
  const weak = passed.find((row) => !atLeast(row.fidelity, cell.leastFidelity));
  if (weak) {
    const reason = `measured at fidelity ${weak.fidelity}, the check needs ${cell.leastFidelity}`;
    return { outcome: 'inconclusive', reason, row: weak, flaky: false };
  }
  return { outcome: 'pass', reason: '', row: first, flaky: false };
}

function unmeasured(cell: RequiredCell, rows: readonly EvidenceRow[]): Ruling {
  if (cell.notApplicable !== null) {
    return { outcome: 'not-applicable', reason: cell.notApplicable, row: null, flaky: false };
  }
  const claimed = rows[0];
  // The target did not say that it lacks this, so a row that claims it is worth as much as none.
  const reason = claimed
    ? `a row claims not-applicable, the target does not: ${claimed.reason}`
    : 'not measured';
  return { outcome: 'inconclusive', reason, row: claimed ?? null, flaky: false };
}

export function judgeCell(
  cell: RequiredCell,
  rows: readonly EvidenceRow[],
  waivers: readonly Waiver[],
  asOf: Date,
): JudgedCell {
  const ruling = rule(cell, rows);
  const waivable = ruling.outcome === 'fail' || ruling.outcome === 'inconclusive';
  const waiver = waivable ? findWaiver(waivers, cell.check, cell.subject, asOf) : undefined;
  return { cell, ...ruling, waiver: waiver ?? null };
}
