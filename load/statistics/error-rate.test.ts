import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regularisedBeta, shareBounds } from './error-rate.ts';

// Two-sided 95 % intervals (2.5 % each side) as tabulated for Clopper-Pearson in textbooks and by R's
// binom.test and scipy's binomtest(...).proportion_ci(method='exact').
const published = [
  { events: 0, n: 10, lower: 0, upper: 0.3085 },
  { events: 1, n: 10, lower: 0.0025, upper: 0.445 },
  { events: 5, n: 10, lower: 0.1871, upper: 0.8129 },
  { events: 10, n: 10, lower: 0.6915, upper: 1 },
  { events: 2, n: 100, lower: 0.0024, upper: 0.0704 },
  { events: 10, n: 100, lower: 0.049, upper: 0.1762 },
  { events: 4, n: 20, lower: 0.0573, upper: 0.4366 },
];

for (const { events, n, lower, upper } of published) {
  test(`Clopper-Pearson bounds of ${events} of ${n} are the published ones`, () => {
    const bounds = shareBounds(events, n, 0.975);
    assert.ok(Math.abs(bounds.lower - lower) < 6e-5, `lower ${bounds.lower}`);
    assert.ok(Math.abs(bounds.upper - upper) < 6e-5, `upper ${bounds.upper}`);
  });
}

// The gate: 0.1 % at one-sided 95 %. What each number of requests allows was computed beforehand.
const allowed = [
  { n: 2994, errors: 0, below: false },
  { n: 3000, errors: 0, below: true },
  { n: 3000, errors: 1, below: false },
  { n: 6400, errors: 2, below: true },
  { n: 6400, errors: 3, below: false },
  { n: 9600, errors: 4, below: true },
  { n: 9600, errors: 5, below: false },
  { n: 12800, errors: 6, below: true },
  { n: 12800, errors: 7, below: false },
];

for (const { n, errors, below } of allowed) {
  test(`${errors} errors of ${n} ${below ? 'prove' : 'do not prove'} a rate below 0.1 %`, () => {
    assert.equal(shareBounds(errors, n).upper < 0.001, below);
  });
}

test('one percent of errors is proved to be above 0.1 %', () => {
  assert.ok(shareBounds(64, 6400).lower > 0.001);
});

test('nothing sent says nothing', () => {
  assert.deepEqual(shareBounds(0, 0), { value: 0, lower: 0, upper: 1 });
});

test('the incomplete beta function has its closed forms', () => {
  assert.ok(Math.abs(regularisedBeta(0.3, 1, 1) - 0.3) < 1e-12);
  assert.ok(Math.abs(regularisedBeta(0.3, 2, 1) - 0.09) < 1e-12);
  assert.ok(Math.abs(regularisedBeta(0.5, 7, 7) - 0.5) < 1e-12);
  assert.ok(Math.abs(regularisedBeta(0.2, 1, 5) - (1 - 0.8 ** 5)) < 1e-12);
});
