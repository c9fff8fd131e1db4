import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayFirst, whyOnceMore, type SeenLoad } from './load-once-more.ts';

const late = { code: 'starved', reason: 'late by 39.5 ms' } as const;
const noise = { code: 'calibration', reason: 'p50 of known delays: got 25.6 ms' } as const;
const taken = 'this machine was starved: others took 31 % of its time under the load';
const sound: SeenLoad['result'] = {
  invalid: [],
  limits: { p95Ms: 500, errorRate: 0.001 },
  overall: { failed: 0 },
  calibration: {},
  judgements: [{ outcome: 'pass' }],
};

const rows: { what: string; load: Partial<SeenLoad['result']>; doubt?: string; why: string | undefined }[] = [
  { what: 'one that proves something', load: {}, why: undefined },
  { what: 'one that passed on a machine that others had', load: {}, doubt: taken, why: undefined },
  { what: 'one that failed', load: { judgements: [{ outcome: 'fail' }] }, why: undefined },
  {
    what: 'a limit that was missed, and others',
    load: { judgements: [{ outcome: 'fail' }] },
    doubt: taken,
    why: taken,
  },
  { what: 'a generator that was late', load: { invalid: [late] }, why: late.reason },
  {
    what: 'a box that adds little',
    load: { invalid: [noise, late], calibration: { refusal: noise.reason, addsMs: 100 } },
    why: `${noise.reason}; ${late.reason}`,
  },
  {
    what: 'a box that adds more than may ever be added',
    load: { invalid: [noise, late], calibration: { refusal: noise.reason, addsMs: 101 } },
    why: undefined,
  },
  {
    what: 'a box that cannot measure',
    load: { invalid: [noise], calibration: { refusal: noise.reason } },
    why: undefined,
  },
  {
    what: 'arrivals that were dropped besides',
    load: { invalid: [late, { code: 'dropped', reason: '12' }] },
    why: undefined,
  },
  { what: 'a request that failed', load: { invalid: [late], overall: { failed: 1 } }, why: undefined },
  {
    what: 'a request of users who wait that failed',
    load: { invalid: [late], closed: { overall: { failed: 1 } } },
    why: undefined,
  },
];

for (const { what, load, doubt, why } of rows) {
  test(`${what}: ${why === undefined ? 'it is left at that' : 'once more'}`, () => {
    assert.equal(whyOnceMore({ result: { ...sound, ...load }, doubt }), why);
  });
}

test('the first load is told with its figures, of both models', () => {
  const percentiles = { p50Ms: 20, p90Ms: 60, p95Ms: 171.44, p99Ms: 300, maxMs: 2_010.4 };
  const told = sayFirst(late.reason, { overall: { n: 6_400, percentiles }, closed: { overall: { n: 0 } } });
  assert.equal(
    told,
    'late by 39.5 ms. What it measured, judged by nobody: by arrivals, p95 171 ms and at most 2010 ms of 6400 requests; by users who wait, 0 requests and no latency',
  );
});
