import type { KeptBackup } from '../../stack/attach/read-backups.ts';
import type { Rotation } from '../../targets/schema/operations.ts';
import type { Row } from './row.ts';

const check = 'backups.recent';
/** A backup of less than this share of the one before lost something on its way, or so it looks. */
const leastShare = 0.5;
const hourMs = 3_600_000;

/** Age of the newest, and its size beside the one before: pure. */
export function judgeBackups(
  kept: readonly KeptBackup[],
  { newestWithinMs }: Pick<Rotation, 'newestWithinMs'>,
  now: Date,
): readonly Row[] {
  const [newest, before] = kept.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (!newest) {
    return [{ check, operator: '>=', expected: 1, actual: 0, n: 0, reason: 'no backup is kept' }];
  }
  const limit = hours(newestWithinMs.value);
  const age = hours(now.getTime() - newest.at.getTime());
  const told = `${newest.name}: ${age} h old, ${newest.bytes} bytes`;
  const young: Row = {
    check,
    operator: '<=',
    expected: limit,
    actual: age,
    unit: 'h',
    limit,
    n: kept.length,
    reason: age <= limit ? '' : `${told}: expected one of at most ${limit} h (${newestWithinMs.source})`,
  };
  const least = before ? Math.round(before.bytes * leastShare) : 1;
  const large: Row = {
    check,
    operator: '>=',
    expected: least,
    actual: newest.bytes,
    unit: 'bytes',
    n: kept.length,
    reason:
      newest.bytes >= least
        ? ''
        : `${told}: expected ${least} bytes or more, the one before it has ${before?.bytes ?? 0}`,
  };
  return [young, large];
}

const hours = (ms: number): number => Math.round((ms / hourMs) * 10) / 10;
