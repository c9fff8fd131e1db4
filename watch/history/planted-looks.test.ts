import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../../checks/catalogue.ts';
import type { Look } from '../look/look.ts';
import { cleanLooks, plantedLooks } from '../testing/planted-looks.ts';
import { judgeLooks } from './judge.ts';

const jobs = { method: 'GET', path: '/api/jobs/{job.id}?fields=all', p95Ms: 100, upperMs: 120, n: 768 };
const accepted = { run: 'run-of-acceptance', requests: [jobs] };
const limits = { p95Ms: 500, errorShare: 0.001, uptime: 0.99, accepted };
const checks = catalogue.filter(({ suite }) => suite === 'watch').map(({ id }) => id);

const outcomes = (looks: readonly Look[]): ReadonlyMap<string, string> =>
  new Map(judgeLooks(looks, limits).map(({ check, outcome = '' }) => [check, outcome]));

test('with nothing planted three days pass every check of days', () => {
  assert.deepEqual(
    [...outcomes(cleanLooks)],
    checks.map((check) => [check, 'pass']),
  );
});

test('every check of days has looks planted that must turn it red', () => {
  assert.deepEqual(
    plantedLooks.map(({ turnsRed }) => turnsRed),
    checks,
  );
});

for (const { id, what, turnsRed, bystander, looks } of plantedLooks) {
  test(`${id}: ${what}`, () => {
    const seen = outcomes(looks);
    assert.equal(seen.get(turnsRed), 'fail');
    assert.equal(seen.get(bystander), 'pass');
    assert.notEqual(bystander, turnsRed);
  });
}
