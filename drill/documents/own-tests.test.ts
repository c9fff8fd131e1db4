import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../stack/ports.ts';
import { copyRelease } from './copy-release.ts';
import { countIn, coverageIn, judgeRun, judgeWithoutSystem, plain, tallyOf } from './judge-tests.ts';
import { lendPort } from './lent-ports.ts';

const marks = { passed: '✓', failed: '✗' };
const ran = (exitCode: number, said: string) => tallyOf({ exitCode, said }, marks);
const claim = { count: 2, source: 'PLAN.md line 14' };

test('what tests print is counted, or read where they count themselves', () => {
  assert.equal(countIn('✓ a\n✗ b\n  ✓ c\n', '✓'), 2);
  assert.equal(countIn('Ran 3 tests\nRan 12 tests in 1 s\n', '^Ran (\\d+) tests'), 12);
  const wrong = '^FAILED \\((?:failures=(\\d+))?(?:, )?(?:errors=(\\d+))?';
  assert.equal(countIn('FAILED (failures=1, errors=26)', wrong), 27);
  assert.equal(countIn('FAILED (errors=3, skipped=2)', wrong), 3);
  assert.equal(countIn('OK', wrong), 0);
  assert.equal(countIn('', '^Ran (\\d+) tests'), 0);
  assert.equal(plain('\u001b[0;32m✓\u001b[0m a'), '✓ a');
  assert.equal(
    coverageIn('all files | 61.54 |\nall files | 71.5 | 40 |', '^all files +\\| +([\\d.]+)'),
    71.5,
  );
  assert.equal(coverageIn('no tool', 'TOTAL (\\d+)%'), undefined);
});

test('tests must pass, all of them, as many as a document claims', () => {
  assert.notEqual(judgeRun(ran(0, '✓ a\n✓ b'), claim).outcome, 'fail');
  assert.notEqual(judgeRun(ran(0, '✓ a'), undefined).outcome, 'fail');
  for (const [exitCode, said] of [
    [1, '✓ a\n✓ b'],
    [0, '✓ a\n✗ b'],
    [0, '✓ a\n✓ b\n✓ c'],
    [0, ''],
  ] as const) {
    const row = judgeRun(ran(exitCode, said), claim);
    assert.equal(row.outcome, 'fail', said);
    assert.match(row.reason ?? '', /PLAN\.md line 14 says 2 pass/u);
  }
});

test('a test of a system that is not there has to end with no', () => {
  assert.notEqual(judgeWithoutSystem(ran(1, '✗ a')).outcome, 'fail');
  assert.equal(judgeWithoutSystem(ran(0, '✗ a')).outcome, 'fail');
  assert.equal(judgeWithoutSystem(ran(1, '✓ a\n✗ b')).outcome, 'fail');
});

test('a fixed port is lent to the system, and given back', async () => {
  const system = createServer((_, response) => response.end('here'));
  await new Promise<void>((resolve) => void system.listen(0, '127.0.0.1', resolve));
  const to = { host: '127.0.0.1', port: (system.address() as AddressInfo).port };
  const port = await freePort();
  {
    await using _ = await lendPort(port, to);
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(await answer.text(), 'here');
    await assert.rejects(lendPort(port, to), /expected port \d+ of 127\.0\.0\.1 to be free/u);
  }
  await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
  system.closeAllConnections();
  await new Promise((resolve) => system.close(resolve));
});

test('a copy may be written to; what was installed is linked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'golive-copy-'));
  try {
    await mkdir(join(folder, 'from', 'a', '.git'), { recursive: true });
    await mkdir(join(folder, 'from', 'modules'));
    await writeFile(join(folder, 'from', 'a', 'test.sh'), 'one', { mode: 0o755 });
    await symlink(join(folder, 'from', 'modules'), join(folder, 'from', 'node_modules'));
    await copyRelease(join(folder, 'from'), join(folder, 'to'));
    await writeFile(join(folder, 'to', 'a', 'test.sh'), 'two');
    assert.equal(await readFile(join(folder, 'from', 'a', 'test.sh'), 'utf8'), 'one');
    await assert.rejects(readFile(join(folder, 'to', 'a', '.git')));
  } finally {
    await rm(folder, { recursive: true });
  }
});
