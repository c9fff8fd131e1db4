import { describeDifferences } from '../stack/fingerprint/difference-report.ts';
import type { Difference } from '../stack/fingerprint/difference.ts';
import type { BackupRace } from './backup-race.ts';
import type { Row } from './drill-log.ts';
import { judgeRace } from './race-judgement.ts';

const check = 'restore.point';

export interface MarkedWrites {
  readonly race: Omit<BackupRace<unknown>, 'result'>;
  /** Markers that the database held before the disaster, and those that came back. */
  readonly stored: ReadonlySet<string>;
  readonly restored: ReadonlySet<string>;
  readonly destroyedAtMs: number;
}

export interface RecoveryPoint {
  readonly row: Row;
  readonly differences: readonly Difference[];
  /** From the confirmation of the last write that came back to the disaster; null where none came back. */
  readonly rpoMs: number | null;
}

/** Is what was confirmed before the backup there, and what came after it gone? Pure. */
export function judgeRecoveryPoint({ race, stored, restored, destroyedAtMs }: MarkedWrites): RecoveryPoint {
  const judged = judgeRace(race, restored, { destroyedAtMs });
  const neverStored = race.writes.flatMap(({ number, acknowledged }) =>
    acknowledged === null || stored.has(acknowledged.id)
      ? []
      : [
          {
            kind: 'race.never-stored',
            subject: `write ${number} (${acknowledged.id})`,
            expected: 'in the database once it was confirmed',
            actual: 'no row',
          },
        ],
  );
  const refused = [...judged.differences.filter(({ kind }) => kind !== 'race.unproved'), ...neverStored];
  const unproved = judged.differences.filter(({ kind }) => kind === 'race.unproved');
  const rpoMs = judged.recoveryPointMs;
  const actual = `${judged.keptBefore} kept, ${judged.lostAfter} lost; RPO ${rpoMs === null ? 'unknown' : `${Math.round(rpoMs)} ms`}`;
  const expected = 'every write before the backup kept, every write after it lost';
  const row = { check, expected, actual, n: race.writes.length };
  const differences = [...refused, ...unproved];
  const reason = differences.length === 0 ? '' : describeDifferences(differences, 12);
  const outcome = refused.length > 0 ? 'fail' : unproved.length > 0 ? 'inconclusive' : 'pass';
  return { row: { ...row, outcome, reason }, differences, rpoMs };
}
