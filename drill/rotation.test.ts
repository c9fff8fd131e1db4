import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Command, ExecResult } from '../stack/component.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { Rotation } from '../targets/schema/operations.ts';
import { backupName, backupTime } from './backup-names.ts';
import { judgeRotation } from './rotation-judgement.ts';
import { tryRotation } from './rotation-trial.ts';

const pattern = 'shop-{year}-{month}-{day}.tar{hour}{minute}{second}';

describe('the name of a backup', () => {
  it('says its time, and only its own names do', () => {
    const atMs = Date.UTC(2026, 0, 31, 2, 5, 9, 999);
    assert.equal(backupName(pattern, atMs), 'shop-2026-01-31.tar020509');
    assert.equal(backupTime(pattern, backupName(pattern, atMs)), atMs);
    for (const other of ['shop-2026-01-31.tar', 'shop-2026-01-31xtar020509', '.shop-2026-01-31.tar020509'])
      assert.equal(backupTime(pattern, other), null, other);
  });

  it('lasts to the end of a day where it says no hour', () => {
    const found = backupTime('db-{year}{month}{day}.sql', 'db-20260131.sql');
    assert.equal(found, Date.UTC(2026, 0, 31, 23, 59, 59, 999));
  });
});

describe('the rotation of backups', () => {
  let folder: string;
  let target: Awaited<ReturnType<typeof loadTarget>>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-rotation-'));
    target = await loadTarget(targetFile('reference'));
  });
  after(() => rm(folder, { recursive: true }));

  /** A team whose scheduled backup is one file. */
  async function outcomes(name: string, command: string, changed: Partial<Rotation> = {}) {
    const { rotation } = target.operations;
    assert.ok(!isNotApplicable(rotation));
    const run = { command, timeoutMs: 20_000, source: 'a test' };
    const own: Rotation = {
      ...rotation,
      name: 'db-{year}{month}{day}{hour}{minute}{second}',
      run,
      ...changed,
    };
    const operate = async (line: Command): Promise<ExecResult> => {
      const { status, stdout, stderr } = spawnSync(line.program, line.arguments, { encoding: 'utf8' });
      return { exitCode: status ?? 1, stdout, stderr, durationMs: 0 };
    };
    const stack = {
      operate,
      target: { ...target, operations: { ...target.operations, artifact: 'file' as const } },
    };
    const rows = judgeRotation(await tryRotation(stack, join(folder, name), own), own);
    const told = rows.map(({ actual, expected, operator, outcome, reason }) => {
      const holds = operator === '<=' ? Number(actual) <= Number(expected) : actual === expected;
      return { outcome: outcome ?? (holds ? 'pass' : 'fail'), reason: reason ?? '' };
    });
    return { outcomes: told.map(({ outcome }) => outcome), reasons: told.map(({ reason }) => reason) };
  }

  const make = 'echo data > "{store}/db-$(date -u +%Y%m%d%H%M%S)"';
  const prune = 'find "{store}" -type f -mmin +43920 -delete';

  it('is good where the newest is fresh, thirty days are kept and older ones are gone', async () => {
    assert.deepEqual((await outcomes('good', `${make} && ${prune}`)).outcomes, ['pass', 'pass']);
  });

  it('is red where a run ends with 0 and leaves nothing new', async () => {
    const idle = `[ -n "$(ls "{store}")" ] || [ -e "{store}.ran" ] || ${make}; touch "{store}.ran"; ${prune}`;
    const { outcomes: found, reasons } = await outcomes('stale', idle);
    assert.deepEqual(found, ['fail', 'pass']);
    assert.match(
      reasons[0] ?? '',
      /the newest backup is db-\d{14}, 1\.1 days old; expected 1\.1 days at most/u,
    );
    const none = await outcomes('none', 'true');
    assert.deepEqual(none.outcomes, ['fail', 'inconclusive']);
    assert.match(none.reasons[0] ?? '', /in the store, which holds nothing/u);
    const empty = await outcomes('empty', make.replace('echo data', 'true'));
    assert.equal(empty.outcomes[0], 'fail');
  });

  it('is red where backups go too early, stay too long, or change', async () => {
    const early = await outcomes('early', `${make} && ${prune.replace('43920', '10000')}`);
    assert.deepEqual(early.outcomes, ['pass', 'fail']);
    assert.match(early.reasons[1] ?? '', /30\.0 days old, is gone; expected it to be kept/u);
    const late = await outcomes('late', make);
    assert.deepEqual(late.outcomes, ['pass', 'fail']);
    assert.match(late.reasons[1] ?? '', /31\.0 days old, is kept; expected it to be removed/u);
    const changes = await outcomes(
      'changes',
      `for old in "{store}"/*; do echo x >> "$old"; done; ${make} && ${prune}`,
    );
    assert.match(changes.reasons[1] ?? '', /is changed; expected it to be kept/u);
  });

  it('fails where the run fails, and says what it said', async () => {
    const { outcomes: found, reasons } = await outcomes('fails', `echo disk full >&2; ${make}; exit 3`);
    assert.deepEqual(found, ['fail', 'inconclusive']);
    assert.match(reasons[0] ?? '', /expected 0, .*it ended with 3; it said last: disk full/u);
  });
});
