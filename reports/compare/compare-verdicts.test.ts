import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VerdictCheck } from '../schema/checks.ts';
import { earlierGo } from '../test-support/sample-changes.ts';
import { sampleVerdict } from '../test-support/sample-verdict.ts';
import type { Verdict } from '../verdict.ts';
import { compareVerdicts, isSameRelease } from './compare-verdicts.ts';

const later = await sampleVerdict();
const earlier = earlierGo(later);
const changes = compareVerdicts(earlier, later);

function withChecks(verdict: Verdict, change: (check: VerdictCheck) => Partial<VerdictCheck>): Verdict {
  return { ...verdict, checks: verdict.checks.map((check) => ({ ...check, ...change(check) })) };
}

describe('compareVerdicts', () => {
  it('finds nothing between a run and itself', () => {
    const { checks, lines, figures } = compareVerdicts(later, later);
    assert.deepEqual({ checks, lines, figures }, { checks: [], lines: [], figures: [] });
  });

  it('tells every answer that is another one, what fails first, with its reason', () => {
    const failed = later.checks.filter(({ outcome }) => outcome === 'fail').map(({ ref }) => ref);
    const told = changes.checks.filter(({ after }) => after === 'fail');
    assert.deepEqual(told.map(({ ref }) => ref).toSorted(), failed.toSorted());
    assert.deepEqual(changes.checks.slice(0, told.length), told);
    assert.ok(told.every(({ reason }) => reason !== ''));
  });

  it('tells what is asked for the first time, and what is not asked any more', () => {
    const fresh = changes.checks.filter(({ before }) => before === 'absent').map(({ ref }) => ref);
    assert.ok(fresh.includes(later.checks[0]?.ref ?? ''));
    const back = compareVerdicts(later, earlier).checks.filter(({ after }) => after === 'absent');
    assert.deepEqual(back.map(({ ref }) => ref).toSorted(), fresh.toSorted());
  });

  it('puts then and now of each figure beside its limit and n', () => {
    const p95 = changes.figures.find(({ name }) => name.startsWith('load.p95'));
    assert.deepEqual(
      [p95?.before, p95?.after, p95?.limit, p95?.n, p95?.interval],
      [488.2 * 0.8, 488.2, 500, 12_800, [471.4, 512.9]],
    );
  });

  it('compares no figure in another unit, and none that stayed', () => {
    const seconds = withChecks(earlier, ({ unit }) => ({ unit: unit === 'ms' ? 's' : unit }));
    assert.ok(compareVerdicts(seconds, later).figures.every(({ unit }) => unit !== 'ms'));
  });

  it('says of a partial run only what it asked', () => {
    const [, second] = later.checks;
    assert.ok(second);
    const part = {
      ...later,
      partial: { scheduled: 1, of: 80 },
      checks: [{ ...second, outcome: 'fail' as const }],
    };
    const { checks, lines } = compareVerdicts(earlier, part);
    assert.deepEqual([checks.map(({ ref }) => ref), lines], [[second.ref], []]);
  });

  it('tells lines of the plan by how they stand', () => {
    const failing = changes.lines.filter(({ after }) => after === 'fail');
    assert.ok(
      failing.length > 0 && failing.every(({ before, reason }) => before === 'pass' && reason !== ''),
    );
  });
});

describe('isSameRelease', () => {
  const release = (digest: string) => ({ version: '1', digest });
  it('goes by the digest, and knows nothing of what has none', () => {
    assert.equal(isSameRelease(release('a'), release('a')), true);
    assert.equal(isSameRelease(release('a'), release('b')), false);
    assert.equal(isSameRelease(release('unknown'), release('unknown')), undefined);
    assert.equal(isSameRelease(null, release('a')), undefined);
  });
});
