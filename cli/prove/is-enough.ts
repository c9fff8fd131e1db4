import type { EvidenceRow } from '../../evidence/row.ts';
import { isAskedFor } from '../only.ts';
import type { RunRequest } from '../run-context.ts';
import { cellsOfRun, scheduledCells } from '../scheduled-cells.ts';

type Seen = Pick<EvidenceRow, 'check' | 'subject' | 'device' | 'outcome'>;

/**
 * Tells when a run with a planted fault has seen all that it is judged by: each of the fault's own words has something red
 * or is answered altogether, something is red, and its bystander is answered everywhere. What is left would be more of the
 * same: ten pages that wait for what does not come. A fault that leaves things open is asked to the end.
 */
export function enoughFor(request: RunRequest): (rows: readonly Seen[]) => boolean {
  const { fault } = request;
  if (fault === undefined || fault.verdict === 'INCONCLUSIVE') return () => false;
  const cells = scheduledCells(cellsOfRun(request), request).filter(
    ({ notApplicable, unasked }) => notApplicable === null && unasked === undefined,
  );
  return (rows) => {
    const isAnswered = (word: string): boolean =>
      cells
        .filter(({ check, subject }) => isAskedFor([word], check, subject))
        .every(({ check, subject, device }) =>
          rows.some((row) => row.check === check && row.subject === subject && row.device === device),
        );
    const isRed = (word: string): boolean =>
      rows.some((row) => row.outcome === 'fail' && isAskedFor([word], row.check, row.subject));
    return (
      fault.turnsRed.some(isRed) &&
      fault.turnsRed.every((word) => isRed(word) || isAnswered(word)) &&
      isAnswered(fault.bystander)
    );
  };
}
