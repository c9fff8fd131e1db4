import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacityReportSchema, type CapacityReport } from '../schema/capacity-report.ts';
import { renderCapacity } from './capacity-page.ts';

const step = (users: number, change: object = {}) => ({
  ...{ users, ratePerSecond: users, n: 1200, p50Ms: 5.25, p95Ms: 46.4, errorRate: 0, fails: [] },
  ...{ failsOn: null, invalid: null, generatorCpuShare: 0.1, usedUp: null, stalled: null },
  usage: {
    parts: [{ name: 'shop-1', cpus: 0.31, ofCpus: 1, memoryShare: 0.4 }],
    ...{ machineShare: 0.4, elsewhere: 0.1, sessions: { open: 9, most: 100, waiting: 0 } },
  },
  ...change,
});
const report: CapacityReport = capacityReportSchema.parse({
  ...{ version: 1, run: 'r', target: 't', title: 'A <b>shop</b>', golive: '0.1.0', stack: 'docker' },
  release: { version: '1.4.2', digest: 'd' },
  ...{ startedAt: '2026-03-02T10:55:12.402Z', endedAt: '2026-03-02T10:59:12.402Z' },
  machine: { processor: 'A processor', cpus: 2, memoryMb: 4096, kernel: '6.1' },
  ...{ engine: 'builtin', ratePerUserPerS: 1.06, step: { warmUpS: 3, measuredS: 12 } },
  limits: { p95Ms: 500, errorRate: 0.001 },
  curves: [
    {
      ...{ shape: '2cpu-4gb', title: '2 CPU / 4 GB', users: 140, found: 'knee', ended: null },
      ...{ failsOn: 'p95 of jobs.list: 612 ms > 500 ms', usedUp: 'shop CPU 98 %' },
      sentence: '140 users on 2 CPU / 4 GB; fails first on p95 of jobs.list: 612 ms > 500 ms (shop CPU 98 %)',
      steps: [
        step(100),
        step(200, { fails: ['p95 of jobs.list: 612 ms > 500 ms'], failsOn: 'x', usedUp: 'shop CPU 98 %' }),
        step(140, { stalled: 'p95 of all requests: 700 ms > 500 ms' }),
        step(150, { invalid: 'the generator was starved', usage: null, p95Ms: null }),
      ],
    },
  ],
  notes: ['A note <script>alert(1)</script>'],
  plots: [
    { name: 'users', title: 'Users', svg: '<svg viewBox="0 0 1 1"><text x="0" y="0">plot</text></svg>' },
    { name: 'odd', title: 'Odd', svg: '<svg viewBox="0 0 1 1"><script>alert(1)</script></svg>' },
  ],
});
const page = renderCapacity(report);

test('the page says the sentence first, then limits, machine, and the outcome of every step', () => {
  assert.ok(page.indexOf('140 users on 2 CPU / 4 GB; fails first') < page.indexOf('<table'));
  assert.match(page, /A processor, 2 CPU, 4 GB, Linux 6\.1/u);
  assert.deepEqual(
    [...page.matchAll(/<th scope="row">(\d+)<\/th>\s*<td>(?:<strong>)?([a-z ]+)/gu)].map(([, n, word]) => [
      n,
      word,
    ]),
    [
      ['100', 'held'],
      ['200', 'failed'],
      ['140', 'held'],
      ['150', 'says nothing'],
    ],
  );
  assert.match(page, /200 users: p95 of jobs\.list: 612 ms &gt; 500 ms; used up: shop CPU 98 %/u);
  assert.match(page, /140 users: a first attempt did not count: p95 of all requests/u);
  assert.match(page, /150 users: the generator was starved/u);
});

test('nothing of it is trusted: text is escaped, and a picture that is no picture is left out', () => {
  assert.match(page, /A &lt;b&gt;shop&lt;\/b&gt;/u);
  assert.match(page, /<text x="0" y="0">plot<\/text>/u);
  assert.match(page, /Odd: left out/u);
  assert.doesNotMatch(page, /<script|undefined|NaN/u);
});
