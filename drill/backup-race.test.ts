import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { raceBackup, type RaceOptions } from './backup-race.ts';
import { judgeRace } from './race-judgement.ts';

/** A system that keeps ids, on a clock that moves by one with each look. */
function system(refuses: (number: number) => boolean = () => false) {
  let clock = 0;
  const rows: string[] = [];
  const options = {
    now: () => (clock += 1),
    rest: () => turn(),
    async write(number: number) {
      await turn();
      if (refuses(number)) throw new Error(`503 for write ${number}`);
      rows.push(`id-${number}`);
      return `id-${number}`;
    },
    /** Sees what is there when it is half done. */
    async backup() {
      for (let at = 0; at < 10; at += 1) await turn();
      const seen = new Set(rows);
      for (let at = 0; at < 10; at += 1) await turn();
      return seen;
    },
  } satisfies RaceOptions<Set<string>>;
  return { options, rows, at: () => clock };
}

const kinds = (judgement: ReturnType<typeof judgeRace>) => judgement.differences.map(({ kind }) => kind);

describe('raceBackup', () => {
  it('writes before, while and after the backup runs, one write at a time', async () => {
    const { options } = system();
    const { writes, backupStartedAtMs, backupEndedAtMs } = await raceBackup(options);
    const confirmedAt = writes.map(({ acknowledged }) => acknowledged?.atMs ?? assert.fail());
    assert.equal(confirmedAt.filter((at) => at < backupStartedAtMs).length, 3);
    assert.ok(writes.filter(({ sentAtMs }) => sentAtMs > backupEndedAtMs).length >= 3);
    assert.ok(confirmedAt.some((at) => at > backupStartedAtMs && at < backupEndedAtMs));
    assert.ok(writes.every(({ sentAtMs }, at) => at === 0 || sentAtMs > (confirmedAt[at - 1] ?? Infinity)));
  });

  it('throws what the backup threw, after the writer has stopped', async () => {
    const { options, rows } = system();
    const backup = () => turn().then(() => Promise.reject(new Error('disk full')));
    await assert.rejects(raceBackup({ ...options, backup }), /disk full/);
    const written = rows.length;
    for (let at = 0; at < 20; at += 1) await turn();
    assert.equal(rows.length, written);
  });
});

describe('judgeRace', () => {
  async function raced(refuses?: (number: number) => boolean) {
    const { options, at } = system(refuses);
    const race = await raceBackup(options);
    const judge = (ids: Iterable<string>) => judgeRace(race, new Set(ids), { destroyedAtMs: at() });
    return { race, judge, kept: race.result };
  }

  it('accepts a snapshot in mid-race, and measures what was lost', async () => {
    const { race, judge, kept } = await raced();
    const judgement = judge(kept);
    assert.deepEqual(judgement.differences, []);
    assert.equal(judgement.keptBefore, 3);
    assert.ok(judgement.lostAfter >= 3);
    assert.ok(judgement.recoveryPointMs !== null && judgement.recoveryPointMs > 0);
    assert.ok(kept.size < race.writes.length);
  });

  it('names a confirmed write that is gone, a gap, and a database that survived its destruction', async () => {
    const { race, judge, kept } = await raced();
    const all = race.writes.map(({ number }) => `id-${number}`);
    assert.deepEqual(kinds(judge([...kept].filter((id) => id !== 'id-2'))), ['race.lost']);
    assert.deepEqual(kinds(judge([...kept].filter((id) => id !== 'id-4'))), ['race.gap']);
    assert.ok(kinds(judge(all)).every((kind) => kind === 'race.not-from-artifact'));
    assert.ok(kinds(judge(all)).length >= 3);
    const none = judge([]);
    assert.deepEqual(kinds(none), ['race.lost', 'race.lost', 'race.lost']);
    assert.equal(none.recoveryPointMs, null);
  });

  it('does not hold a refused write against the backup, and gives up where all are refused', async () => {
    const some = await raced((number) => number % 2 === 0);
    assert.deepEqual(some.judge(some.kept).differences, []);
    const none = await raced(() => true);
    const judgement = none.judge(none.kept);
    assert.deepEqual(kinds(judgement), ['race.unproved', 'race.unproved']);
    assert.match(judgement.differences[0]?.actual ?? '', /^0; the last refusal: 503 for write/);
  });
});
