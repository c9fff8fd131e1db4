import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareBounds } from './error-rate.ts';
import { judgeStages, sayStages, type PlayedStage } from './judge-stages.ts';

const limits = { p95Ms: 500, errorRate: 0.001 };
const stated = [
  { durationS: 300, fromUsers: 0, toUsers: 100 },
  { durationS: 600, fromUsers: 100, toUsers: 100 },
  { durationS: 300, fromUsers: 100, toUsers: 0 },
];

function played(
  stage: { durationS: number; fromUsers: number; toUsers: number },
  { p95Ms = 40, failed = 0, n = 15_000 } = {},
): PlayedStage {
  const figures = {
    subject: 'stage',
    n,
    ok: n - failed,
    failed,
    limited: 0,
    dropped: 0,
    percentiles: { p50Ms: 10, p95Ms, p99Ms: p95Ms, maxMs: p95Ms },
    latencyCount: n,
    p95Bounds: { lower: p95Ms - 5, upper: p95Ms + 5 },
    errorRate: shareBounds(failed, n),
    limitedRate: shareBounds(0, n),
  };
  return { ...stage, figures: figures as PlayedStage['figures'] };
}

test('stages that were played as stated, within the limits, pass, and each is told', () => {
  // The climb begins, and the way down ends, with one user: a rate of nothing has no next arrival.
  const ramp = stated.map((stage) =>
    played({
      ...stage,
      fromUsers: Math.max(1, stage.fromUsers),
      toUsers: Math.max(1, stage.toUsers),
    }),
  );
  const judged = judgeStages(stated, ramp, limits, []);
  assert.equal(judged.outcome, 'pass');
  assert.equal(judged.n, 45_000);
  assert.match(judged.actual, /600 s at 100 users: 15000 requests, p95 40 ms, 0 failed/u);
});

test('another load answers nothing, however well it went: shorter, fewer users, a stage too few', () => {
  const minute = { durationS: 60.4, fromUsers: 100, toUsers: 100 };
  const short = stated.map((stage) => played({ ...stage, durationS: stage.durationS - 1 }));
  const few = stated.map((stage) => played({ ...stage, toUsers: stage.toUsers / 2 }));
  for (const other of [[played(minute)], short, few, stated.slice(0, 2).map((stage) => played(stage)), []]) {
    const { isAsStated, outcome, reason } = judgeStages(stated, other, limits, []);
    assert.deepEqual([isAsStated, outcome], [false, 'inconclusive']);
    assert.match(reason, /stated are 300 s from 0 to 100 users, 600 s at 100 users/u);
  }
  assert.equal(judgeStages([{ ...minute, durationS: 60 }], [played(minute)], limits, []).outcome, 'pass');
});

test('one stage that is too slow or fails too often is not hidden by the others', () => {
  const [up, full, down] = stated.map((stage) => played(stage)) as [PlayedStage, PlayedStage, PlayedStage];
  const slow = played(full, { p95Ms: 900 });
  const broken = played(down, { failed: 60 });
  assert.match(judgeStages(stated, [up, slow, down], limits, []).reason, /^600 s at 100 users: lower bound/u);
  const failed = judgeStages(stated, [up, full, broken], limits, []);
  assert.equal(failed.outcome, 'fail');
  assert.match(failed.reason, /^300 s from 100 to 0 users/u);
});

test('a starved generator and a stage of a few requests prove nothing', () => {
  const all = stated.map((stage) => played(stage));
  const starved = [{ code: 'starved' as const, reason: 'the generator was starved' }];
  const { isAsStated, outcome } = judgeStages(stated, all, limits, starved);
  assert.deepEqual([isAsStated, outcome], [true, 'inconclusive']);
  const thin = stated.map((stage) => played(stage, { n: 100 }));
  assert.equal(judgeStages(stated, thin, limits, []).outcome, 'inconclusive');
  assert.equal(sayStages(stated.slice(1, 2)), '600 s at 100 users');
});
