import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedTitles, closeUnreachable, isClosed } from './closed.ts';
import type { RequiredCell } from '../reports/required.ts';
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

const cellOf = (id: string, subject: string): RequiredCell => {
  const { question, suite, level, leastFidelity } = findCheck(id) ?? assert.fail(id);
  const about = { question, suite, level, leastFidelity, notApplicable: null };
  return { check: id, subject, device: 'android', stack: 'main', ...about };
};

/** What is said of three questions, and the checks that have their row by then. */
function askThree(access: Parameters<typeof closeUnreachable>[1]['access']) {
  const said: string[] = [];
  const rows: string[] = [];
  const context = {
    closed: new Set<string>(),
    report: (line: string) => void said.push(line),
    observe: (_stack: string, { check }: { check: string }) => rows.push(check),
  };
  const whyClosed = (check: string) => (check === 'figures.match-database' ? 'no database' : undefined);
  const stack = { facts: { driver: 'attach' as const, emulated: [] }, target, access, whyClosed };
  const asked = ['task.confirmed', 'layout.fits', 'figures.match-database'];
  closeUnreachable(
    context,
    stack,
    asked.map((check) => cellOf(check, 'customer.create')),
  );
  return { said, rows };
}

test('what can be asked is counted, also a task that one of its witnesses is missing for: that may be a no, and never a yes', () => {
  const { said, rows } = askThree({});
  assert.equal(said[0], 'with this access 2 of 3 questions can be asked');
  assert.match(said[1] ?? '', /^1 of them can find a no, never a yes/u);
  assert.equal(said[2], '1 cannot: no database');
  assert.deepEqual(rows, ['figures.match-database']);
  const reached = askThree({ sql: { engine: 'postgres', url: 'postgres://x' } });
  assert.doesNotMatch(reached.said.join(), /never a yes/u);
});
