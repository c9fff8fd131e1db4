import type { Observation } from '../evidence/row.ts';
import { describeDifferences } from '../stack/fingerprint/difference-report.ts';
import type { ComparisonVerdict } from './database-judgement.ts';

type Row = Omit<Observation, 'fidelity'>;

const shownDifferences = 6;

/** One comparison as a row: what is refused decides, then what is unsure; what was allowed is said in any case. */
export function comparisonRow(check: string, verdict: ComparisonVerdict): Row {
  const { refused, unsure, allowed, compared } = verdict;
  const row = { check, expected: 0, actual: refused.length, unit: 'differences', n: compared } as const;
  const allowedText = [
    ...new Set(allowed.map(({ kind, subject, reason }) => `${subject} (${kind}): ${reason}`)),
  ];
  const note =
    allowedText.length === 0 ? '' : `allowed: ${allowedText.slice(0, shownDifferences).join('; ')}`;
  if (refused.length > 0) {
    return {
      ...row,
      outcome: 'fail',
      reason: [describeDifferences(refused, shownDifferences), note].join('\n').trim(),
    };
  }
  if (unsure.length > 0) {
    const reason = [describeDifferences(unsure, shownDifferences), note].join('\n').trim();
    return { ...row, actual: unsure.length, outcome: 'inconclusive', reason };
  }
  return { ...row, outcome: 'pass', reason: note };
}
