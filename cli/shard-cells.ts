import { cellKey } from '../reports/cell-key.ts';
import type { RequiredCell } from '../reports/required.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import type { ShardRequest } from './shard-request.ts';
import { isBrowserSuite } from '../checks/check.ts';

/**
 * The cells that a shard answers for: those that it has a row of and, in the first, all that is not dealt out. Which
 * tests were dealt to it is Playwright's to know; what no shard has answered is found when they are merged.
 */
export function cellsOfShard(
  cells: readonly RequiredCell[],
  rows: readonly EvidenceRow[],
  { index }: Pick<ShardRequest, 'index'>,
): readonly RequiredCell[] {
  const answered = new Set(rows.map(cellKey));
  return cells.filter((cell) => {
    const isDealt = isBrowserSuite(cell.suite) && cell.notApplicable === null;
    return answered.has(cellKey(cell)) || (index === 1 && !isDealt);
  });
}
