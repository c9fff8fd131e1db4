import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { StackOptions } from '../../stack/stack-driver.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';
import { keepRows, startFront } from '../testing/front-only-stack.ts';
import { startAnew } from './abuse.ts';

test('after a drill the release is started once more, with what was planted in the first', async (t) => {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'golive-abuse-'));
  t.after(() => rmSync(temporaryFolder, { recursive: true }));
  await using front = await startFront({ status: 401, body: '{}' }, []);
  const planted: unknown[] = [];
  const started: string[] = [];
  const { reports, report } = keepRows();
  const context = {
    report,
    prepared: {},
    temporaryFolder,
    driver: {
      start: ({ name }: StackOptions) => {
        started.push(name);
        return Promise.resolve(front);
      },
    },
    request: {
      fault: { id: 'edge', what: 'nothing is said', plant: (stack: StartedStack) => planted.push(stack) },
    },
  } as unknown as RunContext;
  assert.equal(await startAnew(context), front);
  assert.deepEqual([started, planted], [['abuse'], [front]]);
  assert.match(reports.join('\n'), /once more.*\nplanted: edge, nothing is said/su);
  assert.deepEqual(front.asked, ['POST /api/auth/login'], 'looked at before anything is asked of it');
});
