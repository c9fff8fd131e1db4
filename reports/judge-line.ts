import type { Phase } from '../checks/check.ts';
import { parseBinding } from '../targets/binding.ts';
import type { ChecklistLine } from '../targets/schema/checklist.ts';
import type { JudgedCell } from './judge-cell.ts';

/** How a line of the plan stands. */
export const lineOutcomes = ['pass', 'fail', 'inconclusive', 'unbound', 'person', 'not-due'] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

export interface JudgedLine {
  readonly line: ChecklistLine;
  readonly outcome: LineOutcome;
  readonly reason: string;
  readonly cells: readonly JudgedCell[];
}

function cellsOf(line: ChecklistLine, cells: readonly JudgedCell[]): readonly (readonly JudgedCell[])[] {
  return line.checks.map((text) => {
    const binding = parseBinding(text);
    return cells.filter(
      ({ cell }) =>
        cell.check === binding.check &&
        (binding.subject === undefined || cell.subject === binding.subject) &&
        (binding.device === undefined || cell.device === binding.device),
    );
  });
}

/** A line that the plan asks for can never be answered by not-applicable. */
function blame(cells: readonly JudgedCell[]): { readonly outcome: LineOutcome; readonly reason: string } {
  const failed = cells.find(({ outcome, waiver }) => outcome === 'fail' && !waiver);
  if (failed) return { outcome: 'fail', reason: `${failed.cell.check}: ${failed.reason}` };
  const lacking = cells.find(({ outcome }) => outcome === 'not-applicable');
  if (lacking) {
    return { outcome: 'fail', reason: `the plan asks for it, the target has none: ${lacking.reason}` };
  }
  const unsure = cells.find(({ outcome, waiver }) => outcome === 'inconclusive' && !waiver);
  if (unsure) return { outcome: 'inconclusive', reason: `${unsure.cell.check}: ${unsure.reason}` };
  return { outcome: 'pass', reason: '' };
}

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
