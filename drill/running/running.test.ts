import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeConnections } from './database-tls.ts';
import { judgeLogs } from './judge-logs.ts';
import { startNeighbour } from './neighbour.ts';

const row = (tls: boolean | null, n = 1) => ({ tls, name: 'shop', program: 'web', n });

test('connections are judged by each: TLS, none, hidden, and nobody there', () => {
  assert.equal(judgeConnections([row(true, 4)]).actual, 0);
  const plain = judgeConnections([row(true, 4), row(false, 2)]);
  assert.equal(plain.actual, 2);
  assert.match(plain.reason ?? '', /2 of web/u);
  assert.equal(judgeConnections([row(null)]).outcome, 'inconclusive');
  assert.equal(judgeConnections([]).outcome, 'inconclusive');
});

const stated = { mostBytes: { value: 100, source: 'the plan' }, source: 'the plan' };
const file = (name: string, bytes = 40) => ({ name, bytes });
const whole = { hasNewest: true, leaked: '' };
const isHeld = (seen: Parameters<typeof judgeLogs>[1]): readonly boolean[] =>
  judgeLogs(stated, seen).map(({ operator, actual, expected }) => {
    if (operator === '<=') return Number(actual) <= Number(expected);
    return operator === '>=' ? Number(actual) >= Number(expected) : actual === expected;
  });

test('logs are bounded, turned, whole and silent about secrets', () => {
  const two = [file('a.log'), file('a.log.1')];
  assert.deepEqual(isHeld({ files: two, ...whole }), [true, true, true, true]);
  assert.deepEqual(isHeld({ files: [...two, file('a.log.2')], ...whole }), [false, true, true, true]);
  assert.deepEqual(isHeld({ files: [file('a.log')], ...whole }), [true, false, true, true]);
  assert.deepEqual(isHeld({ files: two, hasNewest: false, leaked: '' }), [true, true, false, true]);
  assert.deepEqual(isHeld({ files: two, hasNewest: true, leaked: 'a token' }), [true, true, true, false]);
});

test('a neighbour answers, fails, hangs and refuses, at one address, and says what it heard', async () => {
  await using neighbour = await startNeighbour();
  const send = (within = 5_000) =>
    fetch(`${neighbour.url}/told`, { method: 'POST', body: 'news', signal: AbortSignal.timeout(within) });
  assert.equal((await send()).status, 200);
  assert.deepEqual(neighbour.heard, ['POST /told news']);
  await neighbour.become('fail');
  assert.equal((await send()).status, 500);
  await neighbour.become('hang');
  await assert.rejects(send(200), { name: 'TimeoutError' });
  await neighbour.become('refuse');
  await assert.rejects(send(), TypeError);
  await neighbour.become('answer');
  assert.equal((await send()).status, 200);
});
