import { compare } from '../stack/fingerprint/compare.ts';
import type { Difference } from '../stack/fingerprint/difference.ts';
import type { ObjectFingerprint } from '../stack/fingerprint/fingerprint.ts';
import { compareLedger, type LedgerRow } from '../stack/fingerprint/ledger.ts';
import type { ComparisonVerdict } from './database-judgement.ts';

/** A bucket, and what the database beside it says about its objects. */
export interface ObjectsState {
  readonly objects: readonly ObjectFingerprint[];
  readonly ledger: readonly LedgerRow[];
}

/**
 * Every object with its bytes, and every row with its object, both ways. An object that no row named before the
 * backup either is no fault of the restore, and is allowed. Pure.
 */
export function judgeObjects(
  before: ObjectsState,
  restored: ObjectsState,
  options: { readonly images: boolean },
): ComparisonVerdict {
  const known = new Set(before.ledger.map(({ key }) => key));
  const orphans = new Set(before.objects.map(({ key }) => key).filter((key) => !known.has(key)));
  const all: readonly Difference[] = [
    ...compare({ objects: before.objects }, { objects: restored.objects }),
    ...compareLedger(restored.objects, restored.ledger, options),
  ];
  const isOldOrphan = ({ kind, subject }: Difference): boolean =>
    kind === 'ledger.row-missing' && orphans.has(subject);
  const reason = 'no row named it before the backup either';
  return {
    refused: all.filter((difference) => difference.kind !== 'nothing-compared' && !isOldOrphan(difference)),
    unsure: all.filter(({ kind }) => kind === 'nothing-compared'),
    allowed: all.filter(isOldOrphan).map((difference) => ({ ...difference, reason })),
    compared: before.objects.length,
  };
}
