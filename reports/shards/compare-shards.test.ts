import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReportError } from '../report-error.ts';
import { compareShards, type NamedShard } from './compare-shards.ts';
import { sampleShard } from '../test-support/sample-shard.ts';

const shard = (index: number, of: number, changes: Partial<NamedShard['facts']> = {}): NamedShard => ({
  folder: `run-${index}`,
  facts: { ...sampleShard({ index, of }), ...changes },
});

const refused = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof ReportError && error.code === code && message.test(error.message);

describe('shards of one run', () => {
  it('are whole when each is there once, in any order', () => {
    assert.deepEqual(compareShards([shard(2, 3), shard(3, 3), shard(1, 3)]), []);
  });

  it('say which are missing', () => {
    assert.deepEqual(compareShards([shard(2, 4)]), [1, 3, 4]);
  });

  it('are refused when one is there twice, and both folders are named', () => {
    const twice = [shard(1, 2), shard(2, 2), { ...shard(2, 2), folder: 'again' }];
    assert.throws(
      () => compareShards(twice),
      refused('shard-twice', /expected shard 2 once, got it twice: run-2 and again/u),
    );
  });

  it('are refused when they asked another release, target, version or phone, each field with both values', () => {
    const release = { version: '1.0.1', digest: 'other' };
    const changed: readonly (readonly [Partial<NamedShard['facts']>, RegExp])[] = [
      [{ release }, /release\.version: 1\.0\.0 and 1\.0\.1; release\.digest: d1 and other/u],
      [{ target: 'another', targetDigest: 't2' }, /target: sample and another; targetDigest: t1 and t2/u],
      [{ golive: '9.9.9' }, /golive: 0\.1\.0 and 9\.9\.9/u],
      [{ devices: ['android'] }, /devices: iphone, android and android/u],
      [{ profile: 'acceptance' }, /profile: gate and acceptance/u],
      [{ only: ['scan.reads'] }, /only:  and scan\.reads/u],
      [{ seed: 'S' }, /seed: M and S/u],
      [{ stack: 'docker' }, /stack: process and docker/u],
      [{ shape: '1cpu-2gb' }, /shape: null and 1cpu-2gb/u],
      [{ shard: { index: 2, of: 3 } }, /shard\.of: 2 and 3/u],
    ];
    for (const [changes, message] of changed) {
      assert.throws(
        () => compareShards([shard(1, 2), shard(2, 2, changes)]),
        refused('shards-differ', message),
        String(message),
      );
    }
  });

  it('are compared with the first that knows its release', () => {
    const unknown = shard(1, 3, { release: null });
    const other = shard(3, 3, { release: { version: '2', digest: 'd2' } });
    assert.deepEqual(compareShards([unknown, shard(2, 3)]), [3]);
    assert.throws(() => compareShards([unknown, shard(2, 3), other]), refused('shards-differ', /release/u));
  });
});
