import { findCheck } from '../checks/catalogue.ts';
import type { EvidenceRow } from '../evidence/row.ts';
import { cellKey } from './cell-key.ts';
import { phonePage } from './phones/phone-rows.ts';
import { stackOf, type RequiredCell } from './required.ts';

/** Stacks that a defect was planted in on purpose: their failures are not the release's. */
const isPlanted = (stack: string): boolean => stack.startsWith('fault-');
/** What a person’s phone and its browser cannot do is told beside the lines that it attests, and is nobody’s defect. */
const isOfRelease = (stack: string): boolean => !isPlanted(stack) && stack !== phonePage;

/** Cells for failing rows that nothing required: an unasked-for failure is not less of one. */
export function strayCells(
  required: readonly RequiredCell[],
  evidence: readonly EvidenceRow[],
): readonly RequiredCell[] {
  const known = new Set(required.map(cellKey));
  const found = new Map<string, RequiredCell>();
  for (const row of evidence) {
    const key = cellKey(row);
    if (row.outcome === 'fail' && !known.has(key) && isOfRelease(row.stack)) found.set(key, cellOf(row));
  }
  return [...found.values()];
}

function cellOf({ stack, check, subject, device }: EvidenceRow): RequiredCell {
  const definition = findCheck(check);
  const elsewhere = stack === stackOf(definition) ? '' : ` (seen on the stack ${stack})`;
  return {
    check,
    question: `${definition?.question ?? 'A check that the catalogue does not know'}${elsewhere}`,
    suite: definition?.suite ?? 'unknown',
    subject,
    device,
    stack,
    level: definition?.level ?? 'blocking',
    leastFidelity: definition?.leastFidelity ?? 'static',
    notApplicable: null,
    stray: true,
  };
}
