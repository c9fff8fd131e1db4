import { cellName } from './cell-key.ts';
import type { JudgedCell } from './judge-cell.ts';
import type { JudgedLine } from './judge-line.ts';

/** What the sentence of a verdict is made of. */
export interface Standing {
  readonly failed: readonly JudgedCell[];
  readonly unsure: readonly JudgedCell[];
  readonly passed: number;
  readonly waived: number;
  readonly failedLines: readonly JudgedLine[];
  readonly openLines: readonly JudgedLine[];
  /** Why even a clean run would not be a GO: it ended early, or was partial. */
  readonly caveats: readonly string[];
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const sentence = (word: string, parts: readonly string[]): string => {
  const text = parts.join('; ').trim();
  return `${word}: ${text}${/[.!?]$/u.test(text) ? '' : '.'}`;
};

export function noGoSentence({ failed, failedLines, caveats }: Standing): string {
  const first = failed[0];
  const more = failed.length > 1 ? ` and ${failed.length - 1} more` : '';
  const line = failedLines[0];
  const lines = count(failedLines.length, 'line of the plan fails', 'lines of the plan fail');
  return sentence('NO-GO', [
    ...(first ? [`${cellName(first.cell)}${more} failed`] : []),
    ...(line ? [first ? lines : `${lines}, first ${line.line.id}: ${line.reason}`] : []),
    ...caveats,
  ]);
}

export function inconclusiveSentence({ unsure, openLines, caveats, passed }: Standing): string {
  const first = unsure[0];
  const open = openLines[0];
  const lines = count(openLines.length, 'line of the plan is open', 'lines of the plan are open');
  const doubts = [
    ...caveats,
    ...(first ? [`${unsure.length} not answered, first ${cellName(first.cell)}: ${first.reason}`] : []),
    ...(open ? [`${lines}, first ${open.line.id}`] : []),
  ];
  const nothing = passed === 0 ? ['nothing passed, so nothing was verified'] : [];
  return sentence('INCONCLUSIVE', doubts.length > 0 ? doubts : nothing);
}

export function goSentence({ passed, waived }: Standing): string {
  return sentence('GO', [`all ${passed} required answers are yes${waived > 0 ? `, ${waived} waived` : ''}`]);
}
