import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUsable, judgeBackup } from './backup-judgement.ts';
import type { RaceWrite } from './backup-race.ts';
import { judgeRecoveryPoint } from './recovery-point.ts';

/** One write each 10 ms; the backup runs from 45 to 75. */
function taken(refused: readonly number[] = [], exitCode: number | null = 0, artifactBytes = 100) {
  const writes = Array.from({ length: 12 }, (_, index): RaceWrite => {
    const [number, sentAtMs] = [index + 1, (index + 1) * 10];
    const error = refused.includes(number) ? '500 database is locked' : null;
    const acknowledged = error === null ? { id: `id-${number}`, atMs: sentAtMs + 4 } : null;
    return { number, sentAtMs, acknowledged, error };
  });
  const result = { line: 'sh backup.sh /x', exitCode, said: 'disk full' };
  return { race: { result, backupStartedAtMs: 45, backupEndedAtMs: 75, writes }, artifactBytes };
}

const outcomes = (backup: ReturnType<typeof taken>) =>
  judgeBackup(backup).map(
    ({ outcome, actual, expected }) => outcome ?? (actual === expected ? 'pass' : 'other'),
  );

describe('a backup', () => {
  it('is good where it ended with 0, left something and stopped nobody', () => {
    assert.deepEqual(
      judgeBackup(taken()).map(({ reason }) => reason ?? ''),
      ['', '', ''],
    );
    assert.equal(judgeBackup(taken())[2]?.n, 3);
    assert.equal(isUsable(taken()), true);
  });

  it('that failed, or never ended, says how and what it said last', () => {
    for (const exitCode of [1, null]) {
      const [row, more] = judgeBackup(taken([], exitCode));
      assert.equal(more, undefined);
      assert.equal(row?.actual, exitCode);
      assert.match(row?.reason ?? '', /expected 0, `sh backup\.sh \/x`: it .*disk full/u);
      assert.equal(isUsable(taken([], exitCode)), false);
    }
  });

  it('of nothing is none, though it ended with 0', () => {
    assert.match(judgeBackup(taken([], 0, 0))[1]?.reason ?? '', /expected an artifact with something in it/u);
    assert.equal(isUsable(taken([], 0, 0)), false);
  });

  it('that stops writes fails, unless they were refused before as well', () => {
    assert.equal(outcomes(taken([6]))[2], 'fail');
    assert.match(judgeBackup(taken([6]))[2]?.reason ?? '', /1 of 3 were refused: 500 database is locked/u);
    assert.equal(outcomes(taken([1, 2, 3, 4, 6]))[2], 'inconclusive');
    assert.equal(outcomes(taken([9]))[2], 'pass');
  });
});

describe('the recovery point', () => {
  const { race } = taken();
  const ids = (last: number) => new Set(Array.from({ length: last }, (_, index) => `id-${index + 1}`));
  const judge = (restored: ReadonlySet<string>, stored: ReadonlySet<string> = ids(12)) =>
    judgeRecoveryPoint({ race, stored, restored, destroyedAtMs: 200 });

  it('passes where what was before is there and what came after is gone', () => {
    const { row, rpoMs, differences } = judge(ids(5));
    assert.deepEqual([row.outcome, rpoMs, differences], ['pass', 146, []]);
    assert.match(String(row.actual), /4 kept, 5 lost; RPO 146 ms/u);
  });

  it('fails for a lost write, for one from nowhere, and for one that was confirmed and never stored', () => {
    assert.equal(judge(ids(2)).row.outcome, 'fail');
    assert.match(judge(ids(12)).row.reason ?? '', /race\.not-from-artifact/u);
    const never = new Set([...ids(12)].filter((id) => id !== 'id-11'));
    assert.match(judge(ids(5), never).row.reason ?? '', /write 11 \(id-11\): race\.never-stored/u);
  });

  it('is not known where too few writes were confirmed', () => {
    const { race: silent } = taken([1, 2, 3]);
    const one = new Set(['id-4', 'id-5']);
    const { row } = judgeRecoveryPoint({ race: silent, stored: ids(12), restored: one, destroyedAtMs: 200 });
    assert.equal(row.outcome, 'inconclusive');
  });
});
