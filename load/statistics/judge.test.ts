import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, type Claim } from './judge.ts';
import { validityOf, wasLate, type GeneratorFigures, type Invalid } from './validity.ts';

const claim = (measured: Claim['measured'], n = 6400): Claim => ({
  id: 'p95',
  subject: 'all requests',
  measured,
  limit: 500,
  unit: 'ms',
  n,
  leastN: 5000,
});
const starved: Invalid = { code: 'starved', reason: 'the generator was starved' };

const table: { what: string; claim: Claim; invalid?: Invalid[]; outcome: string; needsMore: boolean }[] = [
  {
    what: 'upper bound below',
    claim: claim({ value: 400, lower: 390, upper: 499.9 }),
    outcome: 'pass',
    needsMore: false,
  },
  {
    what: 'lower bound above',
    claim: claim({ value: 600, lower: 500.1, upper: 700 }),
    outcome: 'fail',
    needsMore: false,
  },
  {
    what: 'limit between',
    claim: claim({ value: 480, lower: 470, upper: 510 }),
    outcome: 'inconclusive',
    needsMore: true,
  },
  {
    what: 'value above, bound below',
    claim: claim({ value: 520, lower: 480, upper: 600 }),
    outcome: 'inconclusive',
    needsMore: true,
  },
  {
    what: 'upper bound at the limit',
    claim: claim({ value: 490, lower: 480, upper: 500 }),
    outcome: 'inconclusive',
    needsMore: true,
  },
  {
    what: 'lower bound at the limit',
    claim: claim({ value: 510, lower: 500, upper: 520 }),
    outcome: 'inconclusive',
    needsMore: true,
  },
  {
    what: 'too few requests',
    claim: claim({ value: 40, lower: 39, upper: 41 }, 4999),
    outcome: 'inconclusive',
    needsMore: true,
  },
  { what: 'nothing measured', claim: claim(undefined), outcome: 'inconclusive', needsMore: false },
  {
    what: 'a pass from a starved generator',
    claim: claim({ value: 40, lower: 39, upper: 41 }),
    invalid: [starved],
    outcome: 'inconclusive',
    needsMore: false,
  },
  {
    what: 'a failure from a starved generator',
    claim: claim({ value: 900, lower: 890, upper: 910 }),
    invalid: [starved],
    outcome: 'inconclusive',
    needsMore: false,
  },
];

for (const row of table) {
  test(`${row.what}: ${row.outcome}`, () => {
    const judgement = judge(row.claim, row.invalid ?? []);
    assert.equal(judgement.outcome, row.outcome);
    assert.equal(judgement.needsMore, row.needsMore);
    assert.notEqual(judgement.reason, '');
  });
}

const well: GeneratorFigures = {
  lagP99Ms: 1,
  lagMaxMs: 8,
  cpuShare: 0.2,
  cpuMs: 400,
  peakRssMb: 90,
  latenessP99Ms: 1,
};
const rate = { plannedPerSecond: 100, reachedPerSecond: 100, share: 1 };
const adding = {
  ...{ rate, dropped: 0, generator: well, p95LimitMs: 500 },
  calibrationRefusal: 'this box cannot measure now',
};
const validity: { what: string; run: Parameters<typeof validityOf>[0]; codes: string[] }[] = [
  { what: 'a sound run', run: { rate, dropped: 0, generator: well, p95LimitMs: 500 }, codes: [] },
  {
    what: 'a rate of 98.9 %',
    run: { rate: { ...rate, share: 0.989 }, dropped: 0, generator: well, p95LimitMs: 500 },
    codes: ['rate-not-reached'],
  },
  {
    what: 'a rate of 99 %',
    run: { rate: { ...rate, share: 0.99 }, dropped: 0, generator: well, p95LimitMs: 500 },
    codes: [],
  },
  {
    what: 'one dropped request',
    run: { rate, dropped: 1, generator: well, p95LimitMs: 500 },
    codes: ['dropped'],
  },
  {
    what: 'late requests',
    run: { rate, dropped: 0, generator: { ...well, latenessP99Ms: 26 }, p95LimitMs: 500 },
    codes: ['starved'],
  },
  {
    what: 'late requests, and twice as far below the limit',
    run: { rate, dropped: 0, generator: { ...well, latenessP99Ms: 90 }, p95LimitMs: 500, clearMs: 185 },
    codes: [],
  },
  {
    what: 'late requests, and not twice as far below the limit',
    run: { rate, dropped: 0, generator: { ...well, latenessP99Ms: 90 }, p95LimitMs: 500, clearMs: 175 },
    codes: ['starved'],
  },
  {
    what: 'requests that are late by more than a fifth of the limit, however far below it',
    run: { rate, dropped: 0, generator: { ...well, latenessP99Ms: 101 }, p95LimitMs: 500, clearMs: 490 },
    codes: ['starved'],
  },
  {
    what: 'late requests, and above the limit',
    run: { rate, dropped: 0, generator: { ...well, latenessP99Ms: 26 }, p95LimitMs: 500, clearMs: -40 },
    codes: ['starved'],
  },
  {
    what: 'event-loop lag',
    run: { rate, dropped: 0, generator: { ...well, lagP99Ms: 26 }, p95LimitMs: 500 },
    codes: ['starved'],
  },
  {
    what: 'a full core',
    run: { rate, dropped: 0, generator: { ...well, cpuShare: 0.95 }, p95LimitMs: 500 },
    codes: ['starved'],
  },
  {
    what: 'a box that failed its calibration',
    run: {
      rate,
      dropped: 0,
      generator: well,
      p95LimitMs: 500,
      calibrationRefusal: 'this box cannot measure now',
    },
    codes: ['calibration'],
  },
  {
    what: 'a box that adds to known delays, and twice as far below the limit',
    run: { ...adding, calibrationAddsMs: 20, clearMs: 41 },
    codes: [],
  },
  {
    what: 'a box that adds to known delays, and not twice as far below the limit',
    run: { ...adding, calibrationAddsMs: 20, clearMs: 39 },
    codes: ['calibration'],
  },
  {
    what: 'a box that adds more than a twentieth of the limit, however far below it',
    run: { ...adding, calibrationAddsMs: 26, clearMs: 490 },
    codes: ['calibration'],
  },
];

for (const { what, run, codes } of validity) {
  test(`${what}: ${codes.join(', ') || 'valid'}`, () => {
    assert.deepEqual(
      validityOf(run).map((each) => each.code),
      codes,
    );
  });
}

test('a generator was late by more than a twentieth of the limit, by its requests or its own loop', () => {
  assert.equal(wasLate(well, 500), false);
  assert.equal(wasLate({ ...well, latenessP99Ms: 26 }, 500), true);
  assert.equal(wasLate({ ...well, lagP99Ms: 26 }, 500), true);
});
