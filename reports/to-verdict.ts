import { cellRef } from './cell-key.ts';
import type { Decision } from './decide.ts';
import type { JudgedCell } from './judge-cell.ts';
import type { JudgedLine } from './judge-line.ts';
import type { VerdictCheck, VerdictLine } from './schema/checks.ts';
import { verdictSchema, type Verdict } from './verdict.ts';

/** What a verdict says that the judge does not know: the run, its surroundings and its longer measurements. */
export type VerdictFacts = Pick<
  Verdict,
  | 'run'
  | 'fault'
  | 'partial'
  | 'endedEarly'
  | 'load'
  | 'drill'
  | 'findings'
  | 'faults'
  | 'proof'
  | 'environment'
  | 'signOff'
>;

/**
 * The verdict of a run, ready to be written.
 * @throws ZodError when a fact is malformed: a defect of the caller.
 */
export function toVerdict(decision: Decision, facts: VerdictFacts): Verdict {
  const verdict: Verdict = {
    version: 1,
    decision: decision.decision,
    sentence: decision.sentence,
    ...facts,
    counts: countOutcomes(decision.cells),
    checks: decision.cells.map(toCheck),
    checklist: decision.lines.map(toLine),
  };
  return verdictSchema.parse(verdict);
}

function countOutcomes(cells: readonly JudgedCell[]): Verdict['counts'] {
  const count = (wanted: (judged: JudgedCell) => boolean): number => cells.filter(wanted).length;
  return {
    pass: count(({ outcome }) => outcome === 'pass'),
    fail: count(({ outcome }) => outcome === 'fail'),
    inconclusive: count(({ outcome }) => outcome === 'inconclusive'),
    'not-applicable': count(({ outcome }) => outcome === 'not-applicable'),
    flaky: count(({ flaky }) => flaky),
    waived: count(({ waiver }) => waiver !== null),
  };
}

function toCheck({ cell, row, outcome, reason, attempts, flaky, waiver }: JudgedCell): VerdictCheck {
  const { check: id, question, suite, subject, device, stack, level, leastFidelity } = cell;
  const asked = { ref: cellRef(cell), id, question, suite, subject, device, stack, level, leastFidelity };
  const judged = { outcome, reason, stray: cell.stray ?? false, attempts, flaky, waiver };
  return { ...asked, ...judged, ...measured(row) };
}

function measured(row: JudgedCell['row']) {
  if (row === null) {
    const nothing = { expected: null, actual: null, operator: null, unit: null, limit: null, interval: null };
    return { ...nothing, n: 0, fidelity: null, startedAt: null, durationMs: 0, attachments: [] };
  }
  const { expected, actual, operator, unit, limit, n, interval, fidelity, engine } = row;
  const { startedAt, durationMs, attachments } = row;
  return {
    expected,
    actual,
    operator,
    unit,
    limit,
    n,
    interval,
    fidelity,
    ...(engine === undefined ? {} : { engine }),
    startedAt,
    durationMs,
    attachments,
  };
}

function toLine({ line, outcome, reason, cells, awaits }: JudgedLine): VerdictLine {
  const { id, section, text, by, phase, role = null, note = null, checks, level, minFidelity } = line;
  const answered = [...new Set(cells.map(({ cell }) => cellRef(cell)))];
  const asked = {
    id,
    section,
    text,
    by,
    phase,
    role,
    note,
    level,
    minFidelity: minFidelity ?? null,
    asks: [...checks],
  };
  return { ...asked, outcome, reason, checks: answered, awaits: awaits ?? null };
}
