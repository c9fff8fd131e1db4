import type { Difference } from '../stack/fingerprint/difference.ts';
import type { BackupRace, RaceWrite } from './backup-race.ts';

export interface RaceJudgement {
  /**
   * What speaks against the backup; empty means that it held. Kinds: `race.lost` (confirmed before the backup began,
   * not restored), `race.not-from-artifact` (sent after the backup had ended, and yet there), `race.gap` (missing
   * while a later write is there), `race.unproved` (too few confirmed writes to say).
   */
  readonly differences: readonly Difference[];
  /** Writes confirmed before the backup began, and found again. */
  readonly keptBefore: number;
  /** Writes confirmed after the backup had ended, and shown to be lost. */
  readonly lostAfter: number;
  /** From the confirmation of the last write that came back to the disaster; null where none came back. */
  readonly recoveryPointMs: number | null;
}

/** Holds what was confirmed against the ids that the restored system has. Pure. */
export function judgeRace(
  race: Omit<BackupRace<unknown>, 'result'>,
  restoredIds: ReadonlySet<string>,
  options: { readonly destroyedAtMs: number; readonly leastAround?: number },
): RaceJudgement {
  const confirmed = race.writes.flatMap(({ number, sentAtMs, acknowledged }) =>
    acknowledged === null
      ? []
      : [{ number, sentAtMs, ...acknowledged, kept: restoredIds.has(acknowledged.id) }],
  );
  const before = confirmed.filter(({ atMs }) => atMs <= race.backupStartedAtMs);
  const after = confirmed.filter(({ sentAtMs }) => sentAtMs >= race.backupEndedAtMs);
  const lost = before.filter(({ kept }) => !kept);
  const lastKept = confirmed.findLast(({ kept }) => kept);
  const gaps = confirmed.filter(
    ({ kept, number }) =>
      !kept && number < (lastKept?.number ?? 0) && !lost.some((write) => write.number === number),
  );
  const least = options.leastAround ?? 3;
  return {
    differences: [
      ...unproved('before the backup began', before.length, least, race.writes),
      ...unproved('after the backup had ended', after.length, least, race.writes),
      ...lost.map((write) =>
        told('race.lost', write, 'restored: confirmed before the backup began', 'missing'),
      ),
      ...gaps.map((write) => told('race.gap', write, 'restored, as a later write was', 'missing')),
      ...after
        .filter(({ kept }) => kept)
        .map((write) =>
          told('race.not-from-artifact', write, 'lost: sent after the backup had ended', 'there'),
        ),
    ],
    keptBefore: before.length - lost.length,
    lostAfter: after.filter(({ kept }) => !kept).length,
    recoveryPointMs: lastKept === undefined ? null : options.destroyedAtMs - lastKept.atMs,
  };
}

function told(
  kind: string,
  write: { number: number; id: string },
  expected: string,
  actual: string,
): Difference {
  return { kind, subject: `write ${write.number} (${write.id})`, expected, actual };
}

function unproved(
  when: string,
  confirmed: number,
  least: number,
  writes: readonly RaceWrite[],
): Difference[] {
  if (confirmed >= least) return [];
  const lastError = writes.findLast(({ error }) => error !== null)?.error;
  const actual = `${confirmed}${lastError === undefined ? '' : `; the last refusal: ${lastError}`}`;
  return [
    { kind: 'race.unproved', subject: `writes ${when}`, expected: `${least} or more confirmed`, actual },
  ];
}
