/**
 * `npm run bench:accuracy [-- --engines builtin,k6 --shapes … --rounds 5 --rate 200 --k6 <path>]`: what each engine reports
 * of a server whose every delay is known, against the truth. The server keeps its own account, so that its own
 * timers are no error of the engine's; stalls are measured over whole periods. Printed: the median of the
 * rounds' errors, the goals, and whether they are met.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrate } from '../calibration/calibrate.ts';
import { exactPercentile } from '../calibration/known-delays.ts';
import { startServerProcess } from '../calibration/server-process.ts';
import { engineNames, type EngineName } from '../engines/engine.ts';
import { playPart } from '../engines/play-part.ts';
import type { LoadMixInput } from '../mix.ts';
import { writePlan } from '../plan-files.ts';
import { planLoad } from '../planner.ts';
import { latencyHistogram, percentilesOf } from '../statistics/histogram.ts';
import { rateReached } from '../statistics/validity.ts';
import { goals, type Errors, type ShapeName } from './goals.ts';
import type { Seen, Shape } from './shaped-server.ts';

const { values } = parseArgs({
  options: {
    engines: { type: 'string', default: 'builtin,k6' },
    shapes: { type: 'string', default: 'constant,two-peaked,stalling,slow-start' },
    rounds: { type: 'string', default: '5' },
    rate: { type: 'string', default: '200' },
    k6: { type: 'string', default: 'k6' },
  },
});
const rate = Number(values.rate);

const shapes: Record<ShapeName, { seconds: number; shape: Shape }> = {
  constant: { seconds: 5, shape: { delaysMs: [50] } },
  'two-peaked': {
    seconds: 10,
    shape: { delaysMs: Array.from({ length: 10 }, (_, nth) => (nth === 7 ? 300 : 20)) },
  },
  stalling: { seconds: 10, shape: { delaysMs: [20], stall: { everyMs: 10_000, forMs: 1000 } } },
  'slow-start': { seconds: 10, shape: { delaysMs: [20], slowStart: { extraMs: 400, forMs: 5000 } } },
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

const engines = values.engines.split(',').map((name) => engineNames.find((known) => known === name));
for (const engine of engines) {
  if (engine === undefined) throw new Error(`--engines: expected some of ${engineNames.join(', ')}`);
  await benchEngine(engine);
}

async function benchEngine(engine: EngineName): Promise<void> {
  if (engine !== 'autocannon') await tellCalibration(engine);
  for (const name of values.shapes.split(',') as ShapeName[]) {
    const rounds: Errors[] = [];
    for (let round = 0; round < Number(values.rounds); round++) rounds.push(await measure(engine, name));
    tell(name, medians(rounds));
  }
}

/** Goals hold where a box can measure at all. */
async function tellCalibration(engine: EngineName): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'load-accuracy-'));
  const options = { folder, ratePerSecond: rate, p95LimitMs: 500, seed: 'accuracy', engine, k6: values.k6 };
  const { ok, refusal } = await calibrate(options);
  await rm(folder, { recursive: true });
  say(`${engine}: ${ok ? 'calibration passes' : `calibration refuses: ${refusal ?? ''}`}`);
}

/** One round: how far each figure is from the truth. */
async function measure(engine: EngineName, name: ShapeName): Promise<Errors> {
  const { seconds, shape } = shapes[name];
  const folder = await mkdtemp(join(tmpdir(), 'load-accuracy-'));
  const script = new URL('./shaped-server.ts', import.meta.url);
  await using server = await startServerProcess(script, [JSON.stringify(shape)]);
  const origin = 'http://app.example.test';
  const length = { ratePerSecond: rate, durationS: seconds, warmUpS: 0 };
  const { plan, feed } = planLoad({
    name,
    mix,
    users: 100,
    ...length,
    seed: 'accuracy',
    records: {},
    origin,
  });
  await writePlan(folder, plan, feed);
  const destination = { origin, address: '127.0.0.1', port: server.port };
  const tokens: string[] = [];
  const { samples } = await playPart({ engine, k6: values.k6, folder, plan, part: 1, destination, tokens });
  await rm(folder, { recursive: true });
  const { heldMs } = (await (await fetch(`http://127.0.0.1:${server.port}/seen`)).json()) as Seen;
  // What arrivals at this rate would have met; a closed loop's own answers are no truth of that.
  const truth = engine === 'autocannon' ? expectedDelays(shape, rate, seconds) : heldMs;
  const found = percentilesOf(latencyHistogram(samples.map((sample) => sample.latencyMs)));
  const error = (percentile: 50 | 95 | 99, ms: number | undefined) => {
    const right = exactPercentile(truth, percentile);
    const offMs = (ms ?? NaN) - right;
    return { offMs, share: offMs / right };
  };
  return {
    p50: error(50, found?.p50Ms),
    p95: error(95, found?.p95Ms),
    p99: error(99, found?.p99Ms),
    sent: samples.length / feed.length - 1,
    rate: rateReached(samples, feed.length).share - 1,
  };
}

/** The delays of a shape, as arrivals at an even rate meet them. */
function expectedDelays({ delaysMs, stall, slowStart }: Shape, perSecond: number, seconds: number): number[] {
  return Array.from({ length: perSecond * seconds }, (_, nth) => {
    const atMs = (nth * 1000) / perSecond;
    const leftMs = stall === undefined ? Infinity : stall.everyMs - (atMs % stall.everyMs);
    const warming = slowStart ? slowStart.extraMs * Math.max(0, 1 - atMs / slowStart.forMs) : 0;
    const waits = stall !== undefined && leftMs <= stall.forMs ? leftMs : 0;
    return (delaysMs[nth % delaysMs.length] ?? 0) + waits + warming;
  });
}

function medians(rounds: readonly Errors[]): Errors {
  // By size: errors to both sides must not make up for each other.
  const middle = (of: (errors: Errors) => number) =>
    rounds.map(of).toSorted((a, b) => Math.abs(a) - Math.abs(b))[Math.floor(rounds.length / 2)] ?? NaN;
  const both = (key: 'p50' | 'p95' | 'p99') => {
    return { offMs: middle((errors) => errors[key].offMs), share: middle((errors) => errors[key].share) };
  };
  const counts = { sent: middle((errors) => errors.sent), rate: middle((errors) => errors.rate) };
  return { p50: both('p50'), p95: both('p95'), p99: both('p99'), ...counts };
}

function tell(name: ShapeName, errors: Errors): void {
  const signed = (value: number, digits: number) =>
    `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(digits)}`;
  const figure = (key: 'p50' | 'p95' | 'p99') =>
    `${key} ${signed(errors[key].offMs, 2)} ms (${signed(errors[key].share * 100, 2)} %)`;
  const counts = `sent ${signed(errors.sent * 100, 2)} %, rate ${signed(errors.rate * 100, 2)} %`;
  say(`  ${name}: ${figure('p50')}, ${figure('p95')}, ${figure('p99')}, ${counts}`);
  for (const goal of goals.filter(({ shape }) => shape === name || shape === 'all')) {
    say(`    ${goal.holds(errors) ? 'met    ' : 'NOT MET'} ${goal.what}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
