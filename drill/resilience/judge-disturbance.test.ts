import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeDisturbance } from './judge-disturbance.ts';
import type { SentWrite } from './traffic.ts';

const write = (number: number, endedAtMs: number, said = ''): SentWrite => ({
  marker: `m-${number}`,
  sentAtMs: endedAtMs - 20,
  endedAtMs,
  confirmed: said === '',
  said,
});
/** One write every 100 ms, refused from `fromMs` to `toMs`. */
const traffic = (fromMs: number, toMs: number): readonly SentWrite[] =>
  Array.from({ length: 100 }, (_, at) => {
    const endedAtMs = (at + 1) * 100;
    return write(at, endedAtMs, endedAtMs >= fromMs && endedAtMs < toMs ? '503 no database' : '');
  });
const times = { beganAtMs: 2_000, healedAtMs: 5_000 };
const all = new Set(traffic(0, 0).map(({ marker }) => marker));

describe('what people met around a disturbance', () => {
  it('tells how long nothing was confirmed, and when service was back', () => {
    const figures = judgeDisturbance(traffic(2_100, 6_000), [], { times, stored: all, readyWithinMs: null });
    assert.equal(figures.withoutServiceMs, 4_000, 'from 2,000 to 6,000 ms');
    assert.equal(figures.backAfterMs, 1_000);
    assert.deepEqual(figures.lost, []);
    assert.deepEqual(figures.refusals, ['39 × 503 no database']);
    assert.deepEqual([figures.refused, figures.refusedBefore], [39, 0]);
  });

  it('tells what was refused before anything was done', () => {
    const figures = judgeDisturbance(traffic(1_000, 2_500), [], { times, stored: all, readyWithinMs: null });
    assert.deepEqual([figures.refused, figures.refusedBefore], [15, 10]);
  });

  it('names a confirmed write that is not stored, and no other', () => {
    const stored = new Set([...all].filter((marker) => marker !== 'm-3' && marker !== 'm-30'));
    const figures = judgeDisturbance(traffic(2_100, 6_000), [], { times, stored, readyWithinMs: null });
    assert.deepEqual(
      figures.lost.map(({ marker }) => marker),
      ['m-3'],
      'm-30 was refused: nobody was promised it',
    );
  });

  it('is not back where confirmations stay rare, and counts the silence to the end', () => {
    const rare = traffic(2_100, 20_000).map((one, at) => (at % 4 === 0 ? write(at, one.endedAtMs) : one));
    assert.equal(judgeDisturbance(rare, [], { times, stored: all, readyWithinMs: null }).backAfterMs, null);
    const dead = judgeDisturbance(traffic(2_100, 20_000), [], { times, stored: all, readyWithinMs: null });
    assert.deepEqual([dead.backAfterMs, dead.withoutServiceMs], [null, 8_000]);
  });

  it('counts a readiness page that says yes in the depth of an outage, and not at its edges', () => {
    const readiness = [2_300, 4_000, 5_900].map((atMs) => ({ atMs, status: 200 }));
    const told = (looks: typeof readiness): number =>
      judgeDisturbance(traffic(2_100, 6_000), looks, { times, stored: all, readyWithinMs: 1_000 })
        .falselyReady;
    assert.equal(told(readiness), 1);
    assert.equal(told(readiness.filter(({ atMs }) => atMs !== 4_000)), 0);
  });
});
