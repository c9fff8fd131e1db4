import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedTimeline, deal } from './closed-timeline.ts';
import type { Stage } from './plan.ts';
import { seededRandom } from './random.ts';

const stage = (durationS: number, from: number, to: number, phase: Stage['phase'] = 'measured'): Stage => {
  return { part: 3, model: 'closed', phase, durationS, fromPerSecond: from, toPerSecond: to };
};
const crowd = { users: 20, thinkTimeS: 1, random: seededRandom('crowd') };

test('each user keeps thinking for half to one and a half times the think time', () => {
  const turns = closedTimeline([stage(5, 20, 20, 'warm-up'), stage(20, 20, 20)], crowd);
  assert.ok(Math.abs(turns.length - 500) < 50, `${turns.length} turns of about 500`);
  assert.ok(Math.abs(turns.filter((turn) => turn.phase === 'warm-up').length - 100) < 30);
  for (let user = 0; user < 20; user++) {
    const own = turns.filter((turn) => turn.user === user);
    assert.ok(own.slice(1).every(({ thinkMs }) => thinkMs >= 499 && thinkMs <= 1501));
    const total = own.reduce((sum, { thinkMs }) => sum + thinkMs, 0);
    assert.ok(Math.abs(total - (own.at(-1)?.atS ?? 0) * 1000) < own.length, 'thoughts add up to the time');
  }
  assert.ok(turns.every(({ atS }, at) => at === 0 || atS >= (turns[at - 1]?.atS ?? 0)));
});

test('on a ramp users come one by one and go the same way', () => {
  const turns = closedTimeline([stage(20, 1, 20), stage(10, 20, 20), stage(20, 20, 1)], crowd);
  const usersIn = (from: number, to: number) =>
    new Set(turns.filter(({ atS }) => atS >= from && atS < to).map(({ user }) => user)).size;
  assert.ok(usersIn(0, 3) <= 5);
  assert.equal(usersIn(20, 30), 20);
  assert.ok(usersIn(47, 50) <= 5);
  assert.ok(usersIn(8, 12) > 8 && usersIn(8, 12) < 15);
});

test('a role’s requests are sent by its people alone, and the whole deck is dealt', () => {
  const deck = [
    ...Array.from({ length: 80 }, () => ({ name: 'list', role: undefined })),
    ...Array.from({ length: 20 }, () => ({ name: 'invoices', role: 'office' })),
  ];
  const turns = Array.from({ length: 100 }, (_, nth) => ({ user: nth % 5 }));
  const roleOf = (user: number) => (user < 2 ? 'office' : 'field');
  const dealt = deal(deck, turns, roleOf, seededRandom('deal'));
  assert.equal(dealt.filter(({ name }) => name === 'invoices').length, 20);
  assert.ok(dealt.every(({ role }, at) => role === undefined || role === roleOf(turns[at]?.user ?? 9)));
  const early = dealt.slice(0, 50).filter(({ name }) => name === 'invoices').length;
  assert.ok(early > 3 && early < 17, `${early} of 20 in the first half`);
});

test('a role that nobody has leaves its requests unsent, and others are sent in their place', () => {
  const deck = [{ name: 'list' }, { name: 'invoices', role: 'office' }];
  const dealt = deal(deck, [{ user: 0 }, { user: 1 }], () => 'field', seededRandom('nobody'));
  assert.deepEqual(
    dealt.map(({ name }) => name),
    ['list', 'list'],
  );
});
