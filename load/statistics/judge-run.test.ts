import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFigures } from './figures.ts';
import { judgeRun, type Judgement } from './judge.ts';
import { simulate, type SimulatedSystem } from './simulated-system.ts';
import { worstWindow } from './time-series.ts';

const LIMITS = { p95Ms: 500, errorRate: 0.001 };
const RUN = { ratePerSecond: 100, durationS: 64 };

function judged(system: SimulatedSystem): Judgement[] {
  const figures = allFigures(simulate(system), ['read', 'write'], { requestTimeoutMs: 10_000, seed: 'test' });
  return judgeRun(figures, LIMITS, []);
}

function outcomeOf(judgements: readonly Judgement[], id: Judgement['id'], subject = 'all requests') {
  return judgements.find((each) => each.id === id && each.subject === subject)?.outcome;
}

const systems: { what: string; system: SimulatedSystem; p95: string; errors: string }[] = [
  { what: 'a healthy system', system: { ...RUN, medianMs: 40 }, p95: 'pass', errors: 'pass' },
  { what: 'p95 of about 700 ms', system: { ...RUN, medianMs: 362 }, p95: 'fail', errors: 'pass' },
  { what: '1 % errors', system: { ...RUN, medianMs: 40, errorShare: 0.01 }, p95: 'pass', errors: 'fail' },
  {
    what: 'a stall of 2 s in every 10 s',
    system: { ...RUN, durationS: 60, medianMs: 20, stall: { everyS: 10, forS: 2 } },
    p95: 'fail',
    errors: 'pass',
  },
  {
    what: 'a stall of 1 s in every 10 s, which lies on the cliff of a 500 ms p95',
    system: { ...RUN, durationS: 60, medianMs: 20, stall: { everyS: 10, forS: 1 } },
    p95: 'inconclusive',
    errors: 'pass',
  },
  {
    what: 'a stall of 0.2 s in every 10 s',
    system: { ...RUN, durationS: 60, medianMs: 20, stall: { everyS: 10, forS: 0.2 } },
    p95: 'pass',
    errors: 'pass',
  },
];

for (const { what, system, p95, errors } of systems) {
  test(`${what}: p95 ${p95}, errors ${errors}`, () => {
    const judgements = judged(system);
    assert.equal(outcomeOf(judgements, 'p95'), p95, JSON.stringify(judgements));
    assert.equal(outcomeOf(judgements, 'error-rate'), errors, JSON.stringify(judgements));
  });
}

test('a verdict does not flip with the noise of the run', () => {
  for (let round = 0; round < 20; round++) {
    const healthy = judged({ ...RUN, medianMs: 150, seed: `round ${round}` });
    assert.equal(outcomeOf(healthy, 'p95'), 'pass');
    const stalling = { ...RUN, durationS: 60, medianMs: 20, stall: { everyS: 10, forS: 2 } };
    assert.equal(outcomeOf(judged({ ...stalling, seed: `round ${round}` }), 'p95'), 'fail');
  }
});

test('the bounds hold the true p95 about as often as they say', () => {
  // True p95 of the simulated log-normal: median x exp(0.4 x 1.6449).
  const truth = 100 * Math.exp(0.4 * 1.6449);
  const rounds = 200;
  let above = 0;
  let below = 0;
  for (let round = 0; round < rounds; round++) {
    const samples = simulate({ ratePerSecond: 50, durationS: 40, medianMs: 100, seed: `cover ${round}` });
    const { overall } = allFigures(samples, [], { requestTimeoutMs: 10_000, seed: `cover ${round}` });
    if ((overall.p95Bounds?.upper ?? 0) < truth) below++;
    if ((overall.p95Bounds?.lower ?? Infinity) > truth) above++;
  }
  // 5 % each is meant; 24 of 200 would be 12 %, more than four standard deviations off.
  assert.ok(below <= 24 && above <= 24, `${below} upper bounds too low, ${above} lower bounds too high`);
});

test('endpoints with 300 requests or more are judged by themselves', () => {
  const judgements = judged({ ...RUN, medianMs: 40 });
  assert.equal(outcomeOf(judgements, 'p95', 'write'), 'pass');
  assert.equal(outcomeOf(judgements, 'p95', 'read'), 'pass');
  const short = allFigures(simulate({ ratePerSecond: 100, durationS: 10, medianMs: 40 }), ['read', 'write'], {
    requestTimeoutMs: 10_000,
    seed: 'test',
  });
  const few = judgeRun(short, LIMITS, [], { overall: 500, endpoint: 300, closed: 10 });
  assert.equal(outcomeOf(few, 'p95', 'write'), undefined);
});

test('the worst ten seconds are those of the stall', () => {
  const calm = simulate({ ratePerSecond: 50, durationS: 60, medianMs: 20 });
  const samples = calm.map((s) => (Math.floor(s.intendedMs / 1000) === 42 ? { ...s, latencyMs: 900 } : s));
  const worst = worstWindow(samples, 10_000);
  assert.ok(worst !== undefined && worst.fromS <= 42 && worst.toS > 42);
  assert.ok(Math.abs(worst.p95Ms - 900) < 2);
});
