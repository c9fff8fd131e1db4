import type { Phase } from '../checks/check.ts';
import { parseBinding, type Binding } from '../targets/binding.ts';
import type { ChecklistLine } from '../targets/schema/checklist.ts';
import { cellName } from './cell-key.ts';
import type { JudgedCell } from './judge-cell.ts';

/**
 * How a line of the plan stands. `warning`: only checks of level warning, which never decide, speak against it.
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
  if (line.by === 'person') {
    if (!line.role) return { line, outcome: 'unbound', reason: 'no role is named to answer it', cells };
    return { line, outcome: 'person', reason: `awaits ${line.role}`, cells };
  }
  const empty = line.checks.find((_, index) => groups[index]?.length === 0);
  if (line.checks.length === 0) {
    return { line, outcome: 'unbound', reason: line.note ?? 'no check asks it yet', cells };
  }
  if (empty !== undefined) {
    return { line, outcome: 'inconclusive', reason: `nothing in this run answers ${empty}`, cells };
  }
  return { line, ...blame(cells), cells };
}
