import type { Observation } from '../evidence/row.ts';
import type { BackupRace, RaceWrite } from './backup-race.ts';
import { describeEnd, type CommandEnd } from './team-command.ts';

type Row = Omit<Observation, 'fidelity'>;

export interface TakenBackup {
  readonly race: BackupRace<CommandEnd>;
  readonly artifactBytes: number;
}

const check = 'backup.taken';
const refused = ({ acknowledged }: RaceWrite): boolean => acknowledged === null;

/** Did the command succeed, did it leave something, and did people go on working meanwhile? Pure. */
export function judgeBackup({ race, artifactBytes }: TakenBackup): readonly Row[] {
  const end = race.result;
  const tookMs = Math.round(race.backupEndedAtMs - race.backupStartedAtMs);
  const exit: Row = {
    check,
    expected: 0,
    actual: end.exitCode,
    durationMs: tookMs,
    reason: end.exitCode === 0 ? '' : `exit code of the backup: expected 0, ${describeEnd(end)}`,
  };
  if (end.exitCode !== 0) return [exit];
  const size: Row = {
    check,
    operator: '>',
    expected: 0,
    actual: artifactBytes,
    unit: 'bytes',
    reason:
      artifactBytes > 0 ? '' : `expected an artifact with something in it, got none: ${describeEnd(end)}`,
  };
  return [exit, size, judgeWriting(race)];
}

/** True when all that follows has something to restore. */
export function isUsable({ race, artifactBytes }: TakenBackup): boolean {
  return race.result.exitCode === 0 && artifactBytes > 0;
}

function judgeWriting(race: BackupRace<unknown>): Row {
  const before = race.writes.filter(({ sentAtMs }) => sentAtMs < race.backupStartedAtMs);
  const during = race.writes.filter(
    ({ sentAtMs }) => sentAtMs >= race.backupStartedAtMs && sentAtMs < race.backupEndedAtMs,
  );
  const said = during.find(refused)?.error ?? before.find(refused)?.error ?? '';
  const row: Row = {
    check,
    expected: 0,
    actual: during.filter(refused).length,
    unit: 'refused writes',
    n: during.length,
  };
  if (during.length === 0) {
    const reason = 'no write was sent while the backup ran, so it is not known whether it stops them';
    return { ...row, outcome: 'inconclusive', reason };
  }
  if (before.every(refused)) {
    const reason = `no write was confirmed before the backup began either: ${said}`;
    return { ...row, outcome: 'inconclusive', reason };
  }
  if (!during.some(refused)) return row;
  const reason = `expected every write during the backup to be confirmed, ${during.filter(refused).length} of ${during.length} were refused: ${said}`;
  return { ...row, outcome: 'fail', reason };
}
