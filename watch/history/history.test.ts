import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Look } from '../look/look.ts';
import { failingLook, sampleLook } from '../testing/sample-look.ts';
import { figuresOf } from './figures.ts';
import { isRequestOf, requestName } from '../look/request-name.ts';
import { judgeLooks, type Limits } from './judge.ts';
import { looksOfRelease } from './of-release.ts';
import { historyPage } from './page.ts';
import { historyText, strip } from './tell.ts';

const at = (minutes: number): string => new Date(Date.UTC(2026, 2, 1, 0, minutes)).toISOString();

/** So many looks, one each five minutes; each of its 20 requests takes so long. */
function looksOf(count: number, ms: number, down: readonly number[] = []): readonly Look[] {
  return Array.from({ length: count }, (_, nth) => {
    const latenciesMs = Array.from({ length: 20 }, (_, one) => ms + one);
    const byPath = { 'GET /api/jobs/{}': latenciesMs };
    const over = { startedAt: at(nth * 5), requests: 20, latenciesMs, byPath };
    return down.includes(nth) ? failingLook({ ...over, bad: 10 }) : sampleLook(over);
  });
}

const jobs = { method: 'GET', path: '/api/jobs/{job.id}?fields=all', p95Ms: 100, upperMs: 120, n: 768 };
const accepted = { run: 'run-of-acceptance', requests: [jobs] };
const limits: Limits = { p95Ms: 500, errorShare: 0.001, uptime: 0.99, accepted };

const outcomes = (looks: readonly Look[], held: Limits = limits): Record<string, string> =>
  Object.fromEntries(judgeLooks(looks, held).map(({ check, outcome = '' }) => [check, outcome]));

const good = { 'watch.errors': 'pass', 'watch.p95': 'pass', 'watch.drift': 'pass', 'watch.uptime': 'pass' };

test('two days of good looks hold all of it', () => {
  assert.deepEqual(outcomes(looksOf(576, 40)), good);
});

test('before a day is over nothing is said, however good it looks', () => {
  const all = outcomes(looksOf(200, 40));
  assert.deepEqual([...new Set(Object.values(all))], ['inconclusive']);
});

test('what is bad is said at once', () => {
  const all = outcomes(looksOf(50, 700, [3, 4, 5, 6, 7]));
  assert.deepEqual([...new Set(Object.values(all))], ['fail']);
});

test('slower than accepted is drift, and within the limit all the same', () => {
  assert.deepEqual(outcomes(looksOf(576, 200)), { ...good, 'watch.drift': 'fail' });
});

test('pages that take longer than a request of the API are no drift: like stands beside like', () => {
  const looks = looksOf(576, 40).map((look) => {
    const pages = look.latenciesMs.map((ms) => ms + 300);
    const byPath = { ...look.byPath, 'GET /jobs': pages, 'GET /api/jobs': pages };
    return { ...look, latenciesMs: [...look.latenciesMs, ...pages], byPath };
  });
  assert.deepEqual(outcomes(looks), good);
});

test('one kind of request that is slower is drift among others that are not', () => {
  const summary = { method: 'GET', path: '/api/reports/summary', p95Ms: 30, upperMs: 31, n: 384 };
  const held = { ...limits, accepted: { ...accepted, requests: [jobs, summary] } };
  const looks = looksOf(576, 40).map((look) => {
    return { ...look, byPath: { ...look.byPath, 'GET /api/reports/summary': look.latenciesMs } };
  });
  assert.equal(outcomes(looks, held)['watch.drift'], 'fail');
  const reason = judgeLooks(looks, held).find(({ check }) => check === 'watch.drift')?.reason ?? '';
  assert.match(reason, /^p95 of GET \/api\/reports\/summary beside that of run-of-acceptance, 30 ms/u);
});

test('looks that asked for nothing that was accepted, or that kept no paths, say nothing of drift', () => {
  for (const byPath of [undefined, { 'GET /jobs': [40] }]) {
    const looks = looksOf(576, 40).map(({ byPath: _left, ...look }) => ({
      ...look,
      ...(byPath && { byPath }),
    }));
    const row = judgeLooks(looks, limits).find(({ check }) => check === 'watch.drift');
    assert.deepEqual(
      [row?.outcome, row?.reason],
      ['inconclusive', 'no look asked for what run-of-acceptance had measured'],
    );
  }
});

test('a request is called by its path, whichever record it is of', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  assert.equal(requestName('GET', `/api/jobs/${id}/photos?all=1`), 'GET /api/jobs/{}/photos');
  assert.equal(requestName('GET', '/assets/index-a1b2.js'), 'GET /assets/index-a1b2.js');
  assert.ok(isRequestOf('GET /api/items/FB-1', 'GET', '/api/items/{item.sku}?fields=name'));
  for (const [name, method] of [
    ['GET /api/items', 'GET'],
    ['GET /api/items/{}/ledger', 'GET'],
    ['HEAD /api/items/{}', 'GET'],
  ] as const)
    assert.ok(!isRequestOf(name, method, '/api/items/{item.id}'), name);
});

test('a single look that was slow is no drift and no slow system: there is nothing to draw anew', () => {
  const all = outcomes(looksOf(9, 700));
  assert.deepEqual([all['watch.p95'], all['watch.drift']], ['inconclusive', 'inconclusive']);
  const [, p95] = judgeLooks(looksOf(1, 700), limits);
  assert.match(String(p95?.reason), /^of 1 looks: expected 10 or more; p95: 718 ms of 20/u);
  assert.equal(outcomes(looksOf(10, 700))['watch.drift'], 'fail');
});

test('one look of a hundred that nobody could work in is too few to be sure of 99 %', () => {
  const all = outcomes(looksOf(300, 40, [150]));
  assert.equal(all['watch.uptime'], 'inconclusive');
});

test('what nobody states, and no run to compare with, is open', () => {
  const nothing = { p95Ms: undefined, errorShare: undefined, uptime: undefined, accepted: undefined };
  assert.deepEqual([...new Set(Object.values(outcomes(looksOf(576, 40), nothing)))], ['inconclusive']);
});

test('looks that could not see count neither way', () => {
  const looks = looksOf(10, 40).map((look, nth) => (nth < 4 ? { ...look, up: null } : look));
  assert.equal(figuresOf(looks).seen, 6);
});

test('looks at another release say nothing of the signed one', () => {
  const looks = looksOf(6, 40).map((look, nth) => ({
    ...look,
    version: [null, '1.4.2', '1.4.3'][nth % 3] ?? null,
  }));
  assert.deepEqual(
    looksOfRelease(looks, '1.4.2').looks.map(({ version }) => version),
    [null, '1.4.2', null, '1.4.2'],
  );
  assert.equal(looksOfRelease(looks, '1.4.2').others, 2);
  for (const version of [undefined, 'unknown']) assert.equal(looksOfRelease(looks, version).looks.length, 6);
});

const place = (looks: readonly Look[]) => ({
  target: 'shop',
  title: 'Shop <script>alert(1)</script>',
  place: 'https://shop.example',
  looks,
  figures: figuresOf(looks),
  rows: judgeLooks(looks, limits),
  lines: [{ name: 'limit', ms: 500 }],
});

test('the text has a mark for each part of the time', () => {
  const looks = looksOf(12, 40, [5]);
  assert.equal(strip(looks), 'oooooxoooooo');
  assert.equal(strip(looksOf(120, 40, [119])), `${'o'.repeat(59)}x`);
  assert.match(historyText(place(looks)).join('\n'), /people could work in 91\.67 % of 12 \(at least \d/u);
});

test('the page needs nothing beside it, and what a system said stays text', () => {
  const html = historyPage([place(looksOf(60, 40, [7])), place([])], new Date(0));
  assert.ok(!/<script|src=|href=|url\(/u.test(html));
  assert.ok(html.includes('Shop &lt;script&gt;'));
  assert.equal(html.match(/<svg /gu)?.length, 3);
  assert.equal(html.match(/<rect class="down"/gu)?.length, 1);
});
