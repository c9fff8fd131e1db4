import type { Verdict } from '../../reports/verdict.ts';
import type { RecordOf } from './proof-record.ts';

type Check = Verdict['checks'][number];

export const cellOf = ({ id, subject, device }: Pick<Check, 'id' | 'subject' | 'device'>): string =>
  `${id}/${subject}@${device}`;

/** What a run with nothing planted answered. */
export function answersOf({
  checks,
  decision,
  run,
}: Verdict): Pick<RecordOf<'clean'>, 'run' | 'decision' | 'passed' | 'red' | 'open'> {
  const cells = (wanted: Check['outcome']): string[] =>
    checks.filter(({ outcome }) => outcome === wanted).map(cellOf);
  return {
    run: run.id,
    decision,
    passed: cells('pass'),
    red: cells('fail'),
    open: cells('inconclusive'),
  };
}
