import type { LeastFidelity, Phase } from '../checks/check.ts';
import type { Fidelity } from '../evidence/row.ts';
import { parseBinding, type Binding } from '../targets/binding.ts';
import type { ChecklistLine } from '../targets/schema/checklist.ts';
import { cellName } from './cell-key.ts';
import { atLeast } from './fidelity.ts';
import type { JudgedCell } from './judge-cell.ts';

/**
 * How a line of the plan stands. `warning`: only checks of level warning, which never decide, speak against it, or
 * the plan itself calls the line optional.
 * `waived`: a named person took the risk of what speaks against it. Neither is a pass, and neither decides.
 */
export const lineOutcomes = [
  'pass',
  'fail',
  'inconclusive',
  'unbound',
  'waived',
  'warning',
  'person',
  'not-due',
] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

export interface JudgedLine {
  readonly line: ChecklistLine;
  readonly outcome: LineOutcome;
  readonly reason: string;
  readonly cells: readonly JudgedCell[];
  /** What was seen is less real than the line asks for: a named person must attest it, with device and version. */
  readonly awaits?: { readonly fidelity: LeastFidelity; readonly reached: Fidelity };
}

/** A cell that the target has no subject for answers every binding to its check, whatever subject that names. */
function answers({ cell }: JudgedCell, binding: Binding): boolean {
  if (cell.check !== binding.check) return false;
  if (cell.notApplicable !== null || cell.unasked !== undefined) return true;
  const ofSubject = binding.subject === undefined || cell.subject === binding.subject;
  return ofSubject && (binding.device === undefined || cell.device === binding.device);
}

function cellsOf(line: ChecklistLine, cells: readonly JudgedCell[]): readonly (readonly JudgedCell[])[] {
  return line.checks.map((text) => {
    const binding = parseBinding(text);
    return cells.filter((judged) => answers(judged, binding));
  });
}

/** A line that the plan asks for can never be answered by not-applicable. */
function blame(cells: readonly JudgedCell[]): { readonly outcome: LineOutcome; readonly reason: string } {
  const open = cells.filter(({ waiver }) => !waiver);
  const blocking = open.filter(({ cell }) => cell.level === 'blocking');
  const failed = blocking.find(({ outcome }) => outcome === 'fail');
  if (failed) return { outcome: 'fail', reason: because(failed) };
  const lacking = cells.find(({ outcome }) => outcome === 'not-applicable');
  if (lacking) {
    return { outcome: 'fail', reason: `the plan asks for it, the target has none: ${lacking.reason}` };
  }
  const unsure = blocking.find(({ outcome }) => outcome === 'inconclusive');
  if (unsure) return { outcome: 'inconclusive', reason: because(unsure) };
  const waived = cells.find(({ waiver }) => waiver);
  if (waived?.waiver) {
    const { name, expiresAt } = waived.waiver;
    return { outcome: 'waived', reason: `${because(waived)}; waived by ${name} until ${expiresAt}` };
  }
  const warned = open.find(({ outcome }) => outcome !== 'pass');
  return warned ? { outcome: 'warning', reason: because(warned) } : { outcome: 'pass', reason: '' };
}

const because = ({ cell, reason }: JudgedCell): string => `${cellName(cell)}: ${reason}`;

export function judgeLine(
  line: ChecklistLine,
  all: readonly JudgedCell[],
  duePhases: readonly Phase[],
): JudgedLine {
  const groups = cellsOf(line, all);
  const cells = groups.flat();
  if (!duePhases.includes(line.phase)) {
    return { line, outcome: 'not-due', reason: `due in phase ${line.phase}`, cells };
  }
  const judged = { line, cells, ...judgeDue(line, groups) };
  const speaksAgainst = !['pass', 'waived', 'warning', 'person'].includes(judged.outcome);
  if (line.level === 'blocking' || !speaksAgainst) return judged;
  return { ...judged, outcome: 'warning', reason: `optional in the plan: ${judged.reason}` };
}

function judgeDue(
  line: ChecklistLine,
  groups: readonly (readonly JudgedCell[])[],
): Pick<JudgedLine, 'outcome' | 'reason' | 'awaits'> {
  if (line.by === 'person') {
    if (!line.role) return { outcome: 'unbound', reason: 'no role is named to answer it' };
    return { outcome: 'person', reason: `awaits ${line.role}` };
  }
  const empty = line.checks.find((_, index) => groups[index]?.length === 0);
  if (line.checks.length === 0) {
    return { outcome: 'unbound', reason: line.note ?? 'no check asks it yet' };
  }
  const cells = groups.flat();
  const answer = blame(cells);
  // What was not asked takes nothing away from what was seen to fail.
  if (empty !== undefined && answer.outcome !== 'fail') {
    return { outcome: 'inconclusive', reason: `nothing in this run answers ${empty}` };
  }
  return answer.outcome === 'pass' || answer.outcome === 'warning'
    ? (lessReal(line, cells) ?? answer)
    : answer;
}

/** What was seen is in order, and less real than the line asks for: no run can say more of it. */
function lessReal(
  { minFidelity }: ChecklistLine,
  cells: readonly JudgedCell[],
): Pick<JudgedLine, 'outcome' | 'reason' | 'awaits'> | undefined {
  if (minFidelity === undefined) return undefined;
  const seen = cells.flatMap(({ row }) => (row === null ? [] : [row.fidelity]));
  const [reached, ...others] = [...new Set(seen.filter((fidelity) => !atLeast(fidelity, minFidelity)))];
  if (reached === undefined) return undefined;
  const reason =
    `asks for ${minFidelity}, this run saw it at ${[reached, ...others].join(' and ')}: ` +
    'awaits a named person’s attestation, with device and version';
  return { outcome: 'inconclusive', reason, awaits: { fidelity: minFidelity, reached } };
}
