import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf, tooSlow } from './load-statements.ts';

const limits = { meanMs: 100, maxMs: 500 };
const one = (text: string, meanMs: number, maxMs: number) => ({ text, calls: 10, meanMs, maxMs });

test('statements within both limits are fast', () => {
  assert.deepEqual(tooSlow([one('select 1', 99.9, 499.9)], limits), []);
});

test('a limit that is reached is passed, by the mean or by the worst, the worst excess first', () => {
  const figures = [one('mean', 100, 120), one('fast', 1, 2), one('max', 3, 2_000)];
  assert.deepEqual(
    tooSlow(figures, limits).map(({ text }) => text),
    ['max', 'mean'],
  );
});

test('one slow moment on a machine that others had is no answer; a slow average is, and so is one on a quiet machine', () => {
  const moment = [one('max', 3, 2_000)];
  const quiet = { isStarved: false, served: 1 };
  const starved = { isStarved: true, served: 0.95 };
  assert.equal(outcomeOf([], limits, starved), 'pass');
  assert.equal(outcomeOf(moment, limits, quiet), 'fail');
  assert.equal(outcomeOf(moment, limits, starved), 'inconclusive');
  assert.equal(outcomeOf([...moment, one('mean', 100, 120)], limits, starved), 'fail');
});

test('statements that were fast while the load was hardly served say nothing; slow ones do', () => {
  const unserved = { isStarved: false, served: 0.05 };
  assert.equal(outcomeOf([], limits, unserved), 'inconclusive');
  assert.equal(outcomeOf([one('mean', 100, 120)], limits, unserved), 'fail');
});
