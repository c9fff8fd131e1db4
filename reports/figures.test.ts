import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatBytes,
  formatDuration,
  formatExpected,
  formatFigure,
  formatObserved,
  formatShare,
} from './figures.ts';
import { sampleVerdict } from './test-support/sample-verdict.ts';

const [check] = (await sampleVerdict()).checks;
assert.ok(check);

const cases: readonly (readonly [string, string])[] = [
  [formatDuration(0), '0 ms'],
  [formatDuration(999.4), '999 ms'],
  [formatDuration(4210), '4.2 s'],
  [formatDuration(59_940), '59.9 s'],
  [formatDuration(59_990), '1 min'],
  [formatDuration(131_000), '2 min 11 s'],
  [formatDuration(3_660_000), '1 h 1 min'],
  [formatBytes(0), '0 B'],
  [formatBytes(999), '999 B'],
  [formatBytes(48_211_904), '48.2 MB'],
  [formatShare(0.0002), '0.02 %'],
  [formatShare(1), '100 %'],
  [formatFigure(12_800, null), '12,800'],
  [formatFigure(488.2, 'ms'), '488.2 ms'],
  [formatFigure(0.001, 'share'), '0.1 %'],
  [formatObserved(null, null), 'nothing'],
  [formatObserved('', null), '(empty)'],
  [formatObserved(false, null), 'false'],
  [formatExpected({ ...check, operator: '<', expected: 500, unit: 'ms' }), '< 500 ms'],
  [formatExpected({ ...check, operator: '==', expected: 'done', unit: null }), 'done'],
  [formatExpected({ ...check, operator: 'is-empty', expected: 0, unit: null }), 'empty'],
];

describe('figures in reports', () => {
  for (const [actual, expected] of cases) it(expected, () => assert.equal(actual, expected));
});
