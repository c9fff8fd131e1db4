import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadError } from '../load-error.ts';
import { planLoad } from '../planner.ts';
import { seededRandom } from '../random.ts';
import { latencyHistogram, percentilesOf } from '../statistics/histogram.ts';
import { simulate } from '../statistics/simulated-system.ts';
import type { Sample } from '../engines/samples.ts';
import { toCells } from './latency-cells.ts';
import { mergeParts } from './merge-parts.ts';
import type { Order } from './order.ts';
import type { PartFile } from './part-file.ts';

const expect = { status: [200], pointers: [{ pointer: '/id', type: 'string' as const }] };
const { plan, feed } = planLoad({
  name: 'parts',
  mix: {
    headers: {},
    requests: [
      { name: 'read', method: 'GET', path: '/r', weight: 3, expect },
      { name: 'write', method: 'POST', path: '/w', weight: 1, expect, write: true },
    ],
  },
  users: 100,
  ratePerSecond: 100,
  durationS: 60,
  warmUpS: 0,
  seed: 'parts',
  records: {},
  origin: 'https://app.example.test',
});
const order: Order = {
  kind: 'golive-load',
  version: 1,
  golive: '0.1.0',
  target: 'parts',
  digest: 'd',
  parts: 3,
  limits: { p95Ms: 500, errorRate: 0.001 },
  least: { overall: 5000, endpoint: 300, closed: 900 },
  createdAt: '2026-03-02T12:00:00Z',
  tokensUntil: null,
};

const whole = (medianMs = 50, seed = 'whole'): Sample[] =>
  simulate({ ratePerSecond: 100, durationS: 60, medianMs, seed });

function partOf(samples: readonly Sample[], index: number, of = 3): PartFile {
  const counts = Map.groupBy(samples, ({ outcome }) => outcome);
  return {
    kind: 'golive-load-part',
    version: 1,
    digest: 'd',
    index,
    of,
    startedMs: 1_000_000,
    endedMs: 1_060_000,
    dropped: 0,
    outcomes: Object.fromEntries([...counts].map(([outcome, own]) => [outcome, own.length])),
    writes: [],
    failures: [],
    cells: toCells(samples, plan.requestTimeoutMs),
  };
}

/** Deals samples to three parts, unevenly: the shares add up to one. */
function deal(samples: readonly Sample[], shares: readonly number[], seed: string): PartFile[] {
  const random = seededRandom(seed);
  const dealt: Sample[][] = shares.map(() => []);
  for (const sample of samples) {
    let left = random();
    const at = shares.findIndex((share) => (left -= share) < 0);
    dealt[at === -1 ? 0 : at]?.push(sample);
  }
  return dealt.map((own, at) => partOf(own, at + 1));
}

const named = (parts: readonly PartFile[]) =>
  parts.map((part) => ({ file: `part-${part.index}.json`, part }));
const merged = (parts: readonly PartFile[], of = order) => mergeParts(of, { plan, feed }, named(parts));
const codes = (result: ReturnType<typeof merged>) => result.invalid.map(({ code }) => code);

describe('parts of a load', () => {
  it('are the whole again, however they were dealt: counts to one, percentiles to the histogram’s resolution', () => {
    const samples = whole();
    const truth = percentilesOf(latencyHistogram(samples.map(({ latencyMs }) => latencyMs)));
    const shape = [
      [0.34, 0.33, 0.33],
      [0.8, 0.15, 0.05],
      [0.98, 0.01, 0.01],
    ];
    for (const [nth, shares] of shape.entries()) {
      const { overall, endpoints, judgements, invalid, timeSeries } = merged(
        deal(samples, shares, `deal ${nth}`),
      );
      assert.deepEqual(overall.percentiles, truth);
      assert.equal(overall.n, samples.length);
      assert.deepEqual(invalid, []);
      for (const endpoint of endpoints) {
        const own = samples.filter(({ name }) => name === endpoint.subject);
        assert.equal(endpoint.n, own.length);
        assert.deepEqual(endpoint.percentiles, percentilesOf(latencyHistogram(own.map((s) => s.latencyMs))));
      }
      assert.equal(timeSeries.length, 60);
      assert.ok(judgements.every(({ outcome }) => outcome === 'pass'));
    }
  });

  it('are no mean of percentiles: a slow part of a tenth moves the p95 of all, not a third of it', () => {
    const fast = whole(50, 'fast');
    const slow = whole(900, 'slow').slice(0, 600);
    const parts = [partOf(fast.slice(0, 4000), 1), partOf(fast.slice(4000), 2), partOf(slow, 3)];
    const p95 = (samples: readonly Sample[]) =>
      percentilesOf(latencyHistogram(samples.map(({ latencyMs }) => latencyMs)))?.p95Ms ?? 0;
    const mean = (p95(fast.slice(0, 4000)) + p95(fast.slice(4000)) + p95(slow)) / 3;
    const found = merged(parts).overall.percentiles?.p95Ms ?? 0;
    assert.equal(found, p95([...fast, ...slow]));
    assert.ok(Math.abs(found - mean) / found > 0.1, `p95 ${found} ms, mean of the parts' ${mean} ms`);
  });

  it('keep errors, time-outs and refusals apart, as the whole does', () => {
    const samples = whole().map((sample, at): Sample => {
      if (at % 100 === 7) return { ...sample, outcome: 'timeout', latencyMs: plan.requestTimeoutMs };
      return at % 100 === 9 ? { ...sample, outcome: 'limited', latencyMs: 1 } : sample;
    });
    const { overall, errors } = merged(deal(samples, [0.5, 0.3, 0.2], 'errors'));
    assert.deepEqual([overall.failed, overall.limited, errors.byOutcome.timeout], [60, 60, 60]);
    const maxMs = overall.percentiles?.maxMs ?? 0;
    assert.ok(maxMs >= plan.requestTimeoutMs && maxMs <= plan.requestTimeoutMs * 1.001, String(maxMs));
  });
});

describe('what keeps parts from being judged', () => {
  const [first, second, third] = deal(whole(), [0.34, 0.33, 0.33], 'even');
  assert.ok(first && second && third);

  it('a missing part is named, and all is inconclusive', () => {
    const result = merged([first, third]);
    assert.match(result.invalid.map(({ reason }) => reason).join('; '), /part 2 of 3 is missing/u);
    assert.ok(codes(result).includes('rate-not-reached'));
    assert.ok(result.judgements.every(({ outcome }) => outcome === 'inconclusive'));
  });

  it('parts that were played one after the other are no load together', () => {
    const later = { ...second, startedMs: second.startedMs + 60_000, endedMs: second.endedMs + 60_000 };
    assert.deepEqual(codes(merged([first, later, third])), ['parts-apart']);
    const soon = { ...second, startedMs: second.startedMs + 2000, endedMs: second.endedMs + 2000 };
    assert.deepEqual(codes(merged([first, soon, third])), []);
  });

  it('a starved part is named, though the others were on time', () => {
    const late = partOf(
      whole()
        .slice(0, 60)
        .map((sample) => ({ ...sample, latenessMs: 80 })),
      3,
    );
    const rest = partOf(whole().slice(3000), 2);
    const result = merged([partOf(whole().slice(60, 3000), 1), rest, late]);
    assert.deepEqual(codes(result), ['starved']);
    assert.match(result.invalid[0]?.reason ?? '', /^part 3 of 3: the generator was starved: .* 80\.\d ms/u);
    const hot = { ...first, generator: { cpuMs: 1, cpuShare: 0.97, peakRssMb: 1 } };
    assert.match(merged([hot, second, third]).invalid[0]?.reason ?? '', /^part 1 of 3: .*97 %/u);
  });

  it('a part that dropped arrivals, or whose machine failed its calibration, is named', () => {
    assert.ok(codes(merged([{ ...first, dropped: 3 }, second, third])).includes('dropped'));
    const refused = { ...third, calibrationRefusal: 'p50 is 4 ms off' };
    assert.deepEqual(codes(merged([first, second, refused])), ['calibration']);
  });

  it('parts of another plan, of another number, or twice are refused by name', () => {
    const differs = (message: RegExp) => (error: unknown) =>
      error instanceof LoadError && error.code === 'parts-differ' && message.test(error.message);
    const alien = { ...second, digest: 'other' };
    assert.throws(
      () => merged([first, alien, third]),
      differs(/part-2\.json: digest \(another plan\): expected d, got other/u),
    );
    assert.throws(() => merged([first, { ...second, of: 4 }, third]), differs(/of: expected 3, got 4/u));
    assert.throws(
      () => merged([first, second, { ...second }]),
      differs(/expected part 2 of 3 once, got it twice: part-2\.json and part-2\.json/u),
    );
  });

  it('a histogram that was cut, or that disagrees with its counts, is refused', () => {
    const [cell, ...cells] = first.cells;
    const [endpoint, ...endpoints] = cell?.endpoints ?? [];
    assert.ok(cell && endpoint);
    const malformed = (message: RegExp) => (error: unknown) =>
      error instanceof LoadError && error.code === 'part-malformed' && message.test(error.message);
    const withLatency = (latency: string): PartFile => ({
      ...first,
      cells: [{ ...cell, endpoints: [{ ...endpoint, latency }, ...endpoints] }, ...cells],
    });
    const cut = endpoint.latency.slice(0, endpoint.latency.length / 2);
    assert.throws(() => merged([withLatency(cut), second, third]), malformed(/cannot decode it/u));
    assert.throws(
      () => merged([withLatency(cell.lateness), second, third]),
      malformed(/values in the histogram/u),
    );
    const lost = { ...first, cells };
    assert.throws(() => merged([lost, second, third]), malformed(/requests in their cells/u));
  });
});
