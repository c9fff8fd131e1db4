import type { Phase, ProfileName } from '../checks/check.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import type { ChecklistLine } from '../targets/schema/checklist.ts';
import { judgeCell, type JudgedCell } from './judge-cell.ts';
import { judgeLine, type JudgedLine } from './judge-line.ts';
import type { RequiredCell } from './required.ts';
import type { Waiver } from './waiver.ts';

export const decisions = ['GO', 'NO-GO', 'INCONCLUSIVE'] as const;
export type DecisionWord = (typeof decisions)[number];

export interface DecideInput {
  readonly required: readonly RequiredCell[];
  readonly evidence: readonly EvidenceRow[];
  readonly checklist: readonly ChecklistLine[];
  readonly profile: ProfileName;
  readonly waivers: readonly Waiver[];
  readonly asOf: Date;
  /** Cells that `--only`, `--device`, a shard or a fault left out of this run; null for a whole run. */
  readonly partial: { readonly scheduled: number; readonly of: number } | null;
  /** The run ended early (a stage passed its deadline, Ctrl-C, a stack that never came up); null otherwise. */
  readonly endedEarly: string | null;
}

export interface Decision {
  readonly decision: DecisionWord;
  /** The verdict as one sentence. */
  readonly sentence: string;
  readonly cells: readonly JudgedCell[];
  readonly lines: readonly JudgedLine[];
}

const duePhases = {
  gate: ['release'],
  acceptance: ['release', 'launch'],
  smoke: ['after'],
} as const satisfies Record<ProfileName, readonly Phase[]>;

const key = (check: string, subject: string, device: string): string => `${check}\n${subject}\n${device}`;

function judgeAll(input: DecideInput): readonly JudgedCell[] {
  const rows = Map.groupBy(input.evidence, (row) => key(row.check, row.subject, row.device));
  return input.required.map((cell) => {
    const own = rows.get(key(cell.check, cell.subject, cell.device)) ?? [];
    return judgeCell(cell, own, input.waivers, input.asOf);
  });
}

/** A failing row that nothing required still counts: an unasked-for failure is not less of one. */
function strayFailures(input: DecideInput): readonly EvidenceRow[] {
  const known = new Set(input.required.map((cell) => key(cell.check, cell.subject, cell.device)));
  return input.evidence.filter(
    (row) => row.outcome === 'fail' && !known.has(key(row.check, row.subject, row.device)),
  );
}

const name = (judged: JudgedCell): string => {
  const { check, subject, device } = judged.cell;
  const of = subject === 'target' ? '' : ` / ${subject}`;
  return `${check}${of}${device === 'none' ? '' : ` on ${device}`}`;
};

/** Pure: the same rows give the same verdict. Precedence is held by decide.test.ts, row by row. */
export function decide(input: DecideInput): Decision {
  const cells = judgeAll(input);
  const lines = input.checklist.map((line) => judgeLine(line, cells, duePhases[input.profile]));
  const blocking = cells.filter(({ cell, waiver }) => cell.level === 'blocking' && !waiver);
  const failed = blocking.filter(({ outcome }) => outcome === 'fail');
  const stray = strayFailures(input);
  const failedLines = lines.filter(({ outcome }) => outcome === 'fail');
  const unsure = blocking.filter(({ outcome }) => outcome === 'inconclusive');
  const openLines = lines.filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'unbound');
  const partial = input.partial ? `partial: ${input.partial.scheduled} of ${input.partial.of} checks` : null;
  const done = { cells, lines };
  if (failed.length + stray.length + failedLines.length > 0) {
    const first = failed[0] ? name(failed[0]) : (stray[0]?.check ?? failedLines[0]?.line.id ?? '');
    const more = failed.length + stray.length > 1 ? ` and ${failed.length + stray.length - 1} more` : '';
    const sentence = `NO-GO: ${first}${more} failed${failedLines.length ? `; lines of the plan failed: ${failedLines.length}` : ''}.`;
    return { decision: 'NO-GO', sentence, ...done };
  }
  const doubts = [
    input.endedEarly,
    partial,
    unsure[0] ? `${unsure.length} not answered, first ${name(unsure[0])}: ${unsure[0].reason}` : null,
    openLines[0] ? `${openLines.length} lines of the plan open, first ${openLines[0].line.id}` : null,
    cells.length === 0 ? 'nothing was required, so nothing was verified' : null,
  ].filter((doubt) => doubt !== null);
  if (doubts.length > 0)
    return { decision: 'INCONCLUSIVE', sentence: `INCONCLUSIVE: ${doubts.join('; ')}.`, ...done };
  const passed = cells.filter(({ outcome }) => outcome === 'pass').length;
  const waived = cells.filter(({ waiver }) => waiver).length;
  const sentence = `GO: all ${passed} required answers are yes${waived ? `, ${waived} waived` : ''}.`;
  return { decision: 'GO', sentence, ...done };
}
