import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runDrill } from '../drill.ts';
import { startTinySystem, type TinyOptions } from '../testing/tiny-system.ts';
import { physicalMethod } from './physical-method.ts';

const checks = {
  'backup.taken': 'pass',
  'restore.completes': 'pass',
  'restore.refuses-damage': 'pass',
  'restore.rows-equal': 'pass',
  'restore.structure-equal': 'pass',
  'restore.objects-equal': 'pass',
  'restore.point': 'pass',
  'restore.time': 'pass',
} as const;

// Each has a stack of its own.
describe('the drill by the database’s own files and log', { concurrency: 2 }, () => {
  async function drilled(planted: Omit<TinyOptions, 'engine'> = {}) {
    await using system = await startTinySystem({ engine: 'postgres', ...planted });
    const { restored, steps } = await runDrill({ ...system.context, method: physicalMethod });
    await using _ended = restored;
    const isRestored = restored !== null;
    return { outcomes: system.outcomes(), reasons: system.reasons, rows: system.rows, isRestored, steps };
  }

  it('brings the whole system up elsewhere as it was at the moment, and refuses damage', async () => {
    const { outcomes, rows, isRestored, steps } = await drilled();
    assert.deepEqual(outcomes, checks, JSON.stringify(rows, null, 1));
    assert.ok(isRestored);
    assert.ok(steps.some(({ name }) => name === 'restoring the database’s files, up to the moment'));
    const refusals = rows.filter(({ check }) => check === 'restore.refuses-damage');
    assert.deepEqual(
      refusals.map(({ actual }) => String(actual).replaceAll(/\d+/gu, 'n')),
      [
        'one byte flipped at n of n in base/base/n/n: ended with n',
        'the last piece of the log cut to n of n bytes: ended with n',
      ],
    );
  });

  it('is red where a file of the backup is not as it was read', async () => {
    const spoil = `"$REAL" "$@" || exit $?
      for word; do case "$word" in --pgdata=*) folder=\${word#--pgdata=};; esac; done
      printf x | dd of="$folder/global/pg_filenode.map" bs=1 seek=100 conv=notrunc 2>/dev/null`;
    const { outcomes, reasons, isRestored } = await drilled({ shims: { pg_basebackup: spoil } });
    assert.deepEqual([outcomes['backup.taken'], outcomes['restore.completes']], ['pass', 'fail']);
    assert.match(reasons('restore.completes'), /pg_verifybackup.*pg_filenode\.map/su);
    assert.ok(!isRestored);
  });

  it('is red where the log does not reach the moment, and where it was not fetched', async () => {
    const lose = `"$REAL" "$@" || exit $?
      for word; do case "$word" in --directory=*) folder=\${word#--directory=};; esac; done
      [ -z "$folder" ] || rm "$folder/$(ls "$folder" | sort | tail -1)"`;
    const short = await drilled({ shims: { pg_receivewal: lose } });
    assert.equal(short.outcomes['restore.completes'], 'fail');
    assert.match(short.reasons('restore.completes'), /recovery ended before configured recovery target/u);
    const failing = await drilled({ shims: { pg_receivewal: 'echo no slot is free >&2; exit 1' } });
    assert.equal(failing.outcomes['backup.taken'], 'fail');
    assert.match(failing.reasons('backup.taken'), /no slot is free/u);
    assert.equal(failing.outcomes['restore.completes'], 'inconclusive');
  });
});
