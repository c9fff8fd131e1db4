import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exactPercentile, knownDelays } from '../calibration/known-delays.ts';
import { startServerProcess } from '../calibration/server-process.ts';
import type { LoadMixInput } from '../mix.ts';
import { playPart } from '../engines/play-part.ts';
import { writePlan } from '../plan-files.ts';
import { planLoad } from '../planner.ts';
import { latencyHistogram, percentilesOf } from '../statistics/histogram.ts';
import { generatorFigures, rateReached, validityOf } from '../statistics/validity.ts';
import type { Seen, Shape } from './shaped-server.ts';

// What the driver reports against what the server really did: `node load/bench/accuracy.ts [rate] [seconds] [shape]`.
// The server keeps its own account of every delay, so that its own timers are no error of the driver's.

const [rate = 100, seconds = 60] = process.argv.slice(2, 4).map(Number);

const shapes: Record<string, Shape> = {
  constant: { delaysMs: [50] },
  'log-normal': { delaysMs: shuffled(knownDelays(997)) },
  'two-peaked': { delaysMs: Array.from({ length: 10 }, (_, nth) => (nth === 7 ? 300 : 20)) },
  'stall 1 s in 10': { delaysMs: [20], stall: { everyMs: 10_000, forMs: 1000 } },
  'stall 2 s in 10': { delaysMs: [20], stall: { everyMs: 10_000, forMs: 2000 } },
};

const mix: LoadMixInput = {
  headers: {},
  requests: [
    {
      name: 'page',
      method: 'GET',
      path: '/page/{sequence}',
      weight: 1,
      expect: { status: [200], pointers: [{ pointer: '/id' }] },
    },
  ],
};

const only = process.argv[4];
for (const [name, shape] of Object.entries(shapes)) {
  if (only === undefined || only === name) process.stdout.write(`${await measure(name, shape)}\n`);
}

async function measure(name: string, shape: Shape): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'load-accuracy-'));
  await using server = await startServerProcess(new URL('./shaped-server.ts', import.meta.url), [
    JSON.stringify(shape),
  ]);
  const origin = 'http://app.example.test';
  const { plan, feed } = planLoad({
    name: 'accuracy',
    mix,
    users: 100,
    ratePerSecond: rate,
    durationS: seconds,
    warmUpS: 0,
    seed: 'accuracy',
    records: {},
    origin,
  });
  await writePlan(folder, plan, feed);
  const destination = { origin, address: '127.0.0.1', port: server.port };
  const { samples, summary } = await playPart({ folder, plan, part: 1, destination, tokens: [] });
  await rm(folder, { recursive: true });
  const { heldMs } = (await (await fetch(`http://127.0.0.1:${server.port}/seen`)).json()) as Seen;
  const found = percentilesOf(latencyHistogram(samples.map((sample) => sample.latencyMs)));
  const reached = rateReached(samples, feed.length);
  const generator = generatorFigures([summary.generator], samples);
  const { dropped } = summary;
  const invalid = validityOf({ rate: reached, dropped, generator, p95LimitMs: 500 });
  return [
    `${name} at ${rate}/s for ${seconds} s (${samples.length} requests, ${(reached.share * 100).toFixed(2)} % of the rate)`,
    compared('p50', found?.p50Ms, exactPercentile(heldMs, 50)),
    compared('p95', found?.p95Ms, exactPercentile(heldMs, 95)),
    compared('p99', found?.p99Ms, exactPercentile(heldMs, 99)),
    `generator: CPU ${(generator.cpuShare * 100).toFixed(1)} %, lag p99 ${generator.lagP99Ms.toFixed(1)} ms, ` +
      `late p99 ${generator.latenessP99Ms.toFixed(2)} ms, ${generator.peakRssMb.toFixed(0)} MB`,
    `a gate at 500 ms would ${invalid.length === 0 ? 'use' : 'refuse'} this run ${invalid.map((each) => each.reason).join('; ')}`,
  ].join('\n  ');
}

function compared(name: string, found: number | undefined, truth: number): string {
  if (found === undefined) return `${name}: nothing measured`;
  const off = found - truth;
  const sign = off < 0 ? '-' : '+';
  const share = (Math.abs(off / truth) * 100).toFixed(2);
  return `${name}: ${found.toFixed(2)} ms, truth ${truth.toFixed(2)} ms, off by ${sign}${Math.abs(off).toFixed(2)} ms (${sign}${share} %)`;
}

/** The same disorder each time: steps of 389 go through all 997 places. */
function shuffled(delays: readonly number[]): number[] {
  return delays.map((_, nth) => delays[(nth * 389) % delays.length] ?? 0);
}
