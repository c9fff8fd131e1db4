import type { Phase, ProfileName } from '../checks/check.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import type { ChecklistLine } from '../targets/schema/checklist.ts';
import { cellKey } from './cell-key.ts';
import { judgeCell, type JudgedCell } from './judge-cell.ts';
import { judgeLine, type JudgedLine } from './judge-line.ts';
import { partText, type Partial } from './partial.ts';
import type { RequiredCell } from './required.ts';
import { goSentence, inconclusiveSentence, noGoSentence } from './sentence.ts';
import { strayCells } from './stray.ts';
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
  readonly partial: Partial | null;
  /** The run ended early (a stage passed its deadline, Ctrl-C, a stack that never came up); null otherwise. */
  readonly endedEarly: string | null;
}

export interface Decision {
  readonly decision: DecisionWord;
  /** The verdict as one sentence. */
  readonly sentence: string;
  /** Every required cell, then the stray ones: failures that nothing asked for. */
  readonly cells: readonly JudgedCell[];
  readonly lines: readonly JudgedLine[];
}

/** The phases whose lines a profile judges. */
export const duePhases = {
  gate: ['release'],
  acceptance: ['release', 'launch'],
  // What holds a day after the launch no single look can say.
  smoke: [],
  watch: ['after'],
} as const satisfies Record<ProfileName, readonly Phase[]>;

function judgeAll(input: DecideInput): readonly JudgedCell[] {
  const rows = Map.groupBy(input.evidence, cellKey);
  const cells = [...input.required, ...strayCells(input.required, input.evidence)];
  return cells.map((cell) => judgeCell(cell, rows.get(cellKey(cell)) ?? [], input.waivers, input.asOf));
}

/** Pure: the same rows give the same verdict. Precedence is held by decide.test.ts, row by row. */
export function decide(input: DecideInput): Decision {
  const cells = judgeAll(input);
  const lines = input.checklist.map((line) => judgeLine(line, cells, duePhases[input.profile]));
  return decideOn(cells, lines, input);
}

/** The decision on cells and lines that are judged already. */
export function decideOn(
  cells: readonly JudgedCell[],
  lines: readonly JudgedLine[],
  input: Pick<DecideInput, 'partial' | 'endedEarly'>,
): Decision {
  const blocking = cells.filter(({ cell, waiver }) => cell.level === 'blocking' && !waiver);
  const partial = input.partial ? `partial: ${partText(input.partial)}` : null;
  const standing = {
    failed: blocking.filter(({ outcome }) => outcome === 'fail'),
    unsure: blocking.filter(({ outcome }) => outcome === 'inconclusive'),
    passed: blocking.filter(({ outcome }) => outcome === 'pass').length,
    waived: cells.filter(({ waiver }) => waiver).length,
    failedLines: lines.filter(({ outcome }) => outcome === 'fail'),
    openLines: lines.filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'unbound'),
    caveats: [input.endedEarly, partial].filter((caveat) => caveat !== null),
  };
  const { failed, failedLines, unsure, openLines, caveats, passed } = standing;
  if (failed.length + failedLines.length > 0) {
    return { decision: 'NO-GO', sentence: noGoSentence(standing), cells, lines };
  }
  if (unsure.length + openLines.length + caveats.length > 0 || passed === 0) {
    return { decision: 'INCONCLUSIVE', sentence: inconclusiveSentence(standing), cells, lines };
  }
  return { decision: 'GO', sentence: goSentence(standing), cells, lines };
}
