import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedTitles, isClosed } from './closed.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { subjectsOf } from '../targets/subjects.ts';
import { findCheck } from '../checks/catalogue.ts';
import type { RunContext } from './run-context.ts';

const target = await loadTarget(targetFile('reference'));
const check = findCheck('auth.required');
const endpoints = check ? subjectsOf(check, target) : [];

const isHidden = (closed: readonly string[], checks: readonly string[], title: string): boolean => {
  const pattern = closedTitles({ closed: new Set(closed) }, checks);
  return pattern !== undefined && new RegExp(pattern, 'u').test(`none a.spec.ts ${title} @none`);
};

test('what is closed is not played, and nothing else is hidden with it', () => {
  const closed = ['auth.required / customers.get', 'figures.match-database / report.open-work-orders'];
  const played = ['auth.required', 'https.redirect'];
  assert.equal(isHidden(closed, played, 'auth.required / customers.get'), true);
  assert.equal(isHidden(closed, played, 'auth.required / customers.list'), false);
  assert.equal(isHidden(closed, played, 'https.redirect / target'), false);
  assert.equal(isHidden(closed, ['https.redirect'], 'auth.required / customers.get'), false);
  assert.equal(closedTitles({ closed: new Set() }, played), undefined);
});

test('a check is closed where all its subjects are', () => {
  const request = { target } as const satisfies Pick<RunContext['request'], 'target'>;
  const all = endpoints.map((endpoint) => `auth.required / ${endpoint}`);
  const closed = (names: readonly string[]) => isClosed({ closed: new Set(names), request }, 'auth.required');
  assert.ok(all.length > 1);
  assert.equal(closed(all), true);
  assert.equal(closed(all.slice(1)), false);
  assert.equal(closed([]), false);
});
