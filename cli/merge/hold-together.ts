import type { EvidenceRow } from '../../evidence/row.ts';
import { ReportError } from '../../reports/report-error.ts';

const wordsOf = ({ stack, check, subject, device, attempt, outcome }: EvidenceRow): string =>
  `${check} / ${subject} on ${device} of ${stack}, attempt ${attempt}: ${outcome}`;

/**
 * Every answer of the blob reports must be in the shards' journals, as often and with the same outcome: a journal that
 * lost its end would else look like a shard that was never dealt those questions.
 * @throws ReportError `malformed-shard` naming the first answer that is missing.
 */
export function holdTogether(journals: readonly EvidenceRow[], replayed: readonly EvidenceRow[]): void {
  const kept = new Map<string, number>();
  for (const words of journals.map(wordsOf)) kept.set(words, (kept.get(words) ?? 0) + 1);
  const missing = replayed.map(wordsOf).filter((words) => {
    const left = kept.get(words) ?? 0;
    kept.set(words, left - 1);
    return left <= 0;
  });
  const [first] = missing;
  if (first === undefined) return;
  throw new ReportError(
    'malformed-shard',
    `evidence.jsonl: expected the ${replayed.length} answers of the blob reports, ${missing.length} are missing, first ${first}`,
  );
}
