import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component, ComponentRole } from '../../stack/component.ts';
import { StackError } from '../../stack/stack-error.ts';
import { keepRows, startFront, type Said } from '../testing/front-only-stack.ts';
import { lookAtTheStart, reviveIfDown, whyNotDown } from './revive.ts';

const letIn = JSON.stringify({ accessToken: 'a.token', refreshToken: 'another' });
const down: Said = { status: 503, body: '{"error":"no database"}' };

/** A part that writes down what is done to it. */
function part(role: ComponentRole, done: string[], on: Partial<Pick<Component, 'start'>> = {}): Component {
  const note = (what: string) => () => {
    done.push(`${role} ${what}`);
    return Promise.resolve();
  };
  const never = () => Promise.reject(new StackError('unsupported', role));
  return {
    role,
    name: role,
    endpoint: { host: '127.0.0.1', port: 1 },
    exec: never,
    cutFrom: never,
    logs: never,
    stop: note('stopped'),
    kill: note('killed'),
    start: on.start ?? note('started'),
  };
}

test('a system that lets its people in is left alone, and nothing is told', async () => {
  const done: string[] = [];
  await using stack = await startFront({ status: 200, body: letIn }, [part('application', done)]);
  const kept = keepRows();
  await reviveIfDown(kept, stack);
  assert.deepEqual([done, kept.rows, kept.reports], [[], [], []]);
  assert.deepEqual(stack.asked, ['POST /api/auth/login']);
});

test('a system that lets nobody in is a failure of the release, and is started again for what follows', async () => {
  const done: string[] = [];
  const parts = (['front', 'application', 'database'] as const).map((role) => part(role, done));
  await using stack = await startFront(down, parts);
  const kept = keepRows();
  await reviveIfDown(kept, stack);
  assert.equal(stack.asked.length, 3, 'asked three times before it is believed');
  assert.deepEqual(done, ['application killed', 'application started']);
  const [row, ...further] = kept.rows;
  assert.ok(row);
  assert.equal(further.length, 0);
  assert.deepEqual(
    [row.stack, row.check, row.outcome, row.fidelity],
    ['main', 'stack.ready', 'fail', 'process-stack'],
  );
  assert.match(
    row.reason,
    /lets nobody in \(asked 3 times\): sign-in as dispatcher .* the system failed with 503/u,
  );
  assert.match(row.reason, /its processes were started again for what follows$/u);
  assert.match(kept.reports.join(), /starting it again for what follows/u);
});

test('whoever is refused was answered: a limit, or another password, is no end of the service', async () => {
  for (const status of [401, 429]) {
    const done: string[] = [];
    await using stack = await startFront({ status, body: '{}' }, [part('application', done)]);
    const kept = keepRows();
    await reviveIfDown(kept, stack);
    assert.deepEqual([done, kept.rows, stack.asked.length], [[], [], 1], String(status));
  }
});

test('what let nobody in from the start was not brought down by what was done since', async () => {
  const done: string[] = [];
  await using stack = await startFront(down, [part('application', done)]);
  const kept = keepRows();
  await lookAtTheStart(stack);
  await reviveIfDown(kept, stack);
  assert.deepEqual([done, kept.rows], [[], []]);
});

test('one answer out of three is enough: a moment’s trouble is not taken for an end', async () => {
  const done: string[] = [];
  const said: Said = { ...down };
  await using stack = await startFront(said, [part('application', done)]);
  const kept = keepRows();
  const reviving = reviveIfDown(kept, stack);
  while (stack.asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
  Object.assign(said, { status: 200, body: letIn });
  await reviving;
  assert.deepEqual([done, kept.rows], [[], []]);
});

test('what cannot be started again is said by the part that did not start, and the failure stands', async () => {
  const broken = { start: () => Promise.reject(new StackError('not-ready', 'application: never ready')) };
  await using stack = await startFront(down, [part('application', [], broken)]);
  const kept = keepRows();
  await assert.rejects(reviveIfDown(kept, stack), /application: never ready/u);
  assert.deepEqual(
    kept.rows.map(({ check, outcome }) => [check, outcome]),
    [['stack.ready', 'fail']],
  );
});

test('a silence is the machine’s where others had it, and the system’s where it would have been as long without them', () => {
  const silence =
    'POST https://x: expected an answer within 30000 ms, got: The operation was aborted due to timeout';
  assert.match(
    whyNotDown(silence, 90_000, 0.8) ?? '',
    /^this machine was starved: others took 80 % of its time/u,
  );
  assert.equal(whyNotDown(silence, 90_000, 0.5), undefined);
  assert.equal(whyNotDown(silence, 90_000, 0), undefined);
  const refused = 'POST https://x: expected an answer within 30000 ms, got: connect ECONNREFUSED 127.0.0.1:1';
  assert.equal(whyNotDown(refused, 9_000, 0.9), undefined);
  assert.equal(whyNotDown('sign-in: the system failed with 503', 9_000, 0.9), undefined);
});
