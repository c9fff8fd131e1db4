/**
 * `npm run bench:cost [-- --rounds 3 --k6 <path>]`: what the generators cost the machine that they measure. A B A B in one
 * run: CPU for 100,000 requests of the built-in driver against wrk's, with a hundred connections, each busy all
 * the time; its memory; and k6 as Golive runs it against k6 alone. wrk checks nothing and renders nothing; ours reads
 * a feed, fills in tokens, parses the answer's JSON and looks at it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServerProcess } from '../calibration/server-process.ts';
import { playPart } from '../engines/play-part.ts';
import { writePlan } from '../plan-files.ts';
import type { LoadPlan } from '../plan.ts';
import { planLoad } from '../planner.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    k6: { type: 'string', default: 'k6' },
    wrk: { type: 'string', default: 'wrk' },
  },
});
const USERS = 100;
const ORIGIN = 'http://app.example.test';
const tokens = Array.from({ length: USERS }, (_, user) => `token-of-user-${user}-`.padEnd(40, 'x'));

/** CPU seconds for 100,000 requests. */
interface Cost {
  seconds: number;
  requests: number;
  peakRssMb?: number;
}

let flood: LoadPlan;
const folder = mkdtempSync(join(tmpdir(), 'load-cost-'));
await using server = await startServerProcess(new URL('./plain-server.ts', import.meta.url));
try {
  await benchBuiltin();
  await benchK6();
} finally {
  rmSync(folder, { recursive: true });
}

async function benchBuiltin(): Promise<void> {
  await writeFlood(100_000);
  // As in a gate, where the calibration comes first: Node has compiled the driver once.
  await played('builtin');
  const wrk: Cost[] = [];
  const own: Cost[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    wrk.push(timed(values.wrk, ['-t1', `-c${USERS}`, '-d4s', `http://127.0.0.1:${server.port}/page/7`]));
    own.push(await played('builtin'));
  }
  const ratio = median(own) / median(wrk);
  const memory = Math.max(...own.map(({ peakRssMb = 0 }) => peakRssMb));
  say(`wrk:     ${median(wrk).toFixed(2)} CPU s for 100,000 requests`);
  say(`builtin: ${median(own).toFixed(2)} CPU s for 100,000 requests, ${memory.toFixed(0)} MB at the most`);
  say(`  ${ratio <= 2 ? 'met    ' : 'NOT MET'} at most 2x wrk's CPU: ${ratio.toFixed(2)}x`);
  say(`  ${memory <= 90 ? 'met    ' : 'NOT MET'} at most 90 MB at ${USERS} connections`);
}

async function benchK6(): Promise<void> {
  await writeFlood(20_000);
  const script = fileURLToPath(new URL('../k6/play.ts', import.meta.url));
  const address = ['-e', `PLAN=${folder}`, '-e', `ADDRESS=127.0.0.1:${server.port}`];
  const quiet = ['run', '--quiet', '--no-usage-report', '--no-thresholds', '--address', ''];
  // As command-line.ts has it: a line for each request. Both by the shell's clock.
  const lines = join(folder, 'console.txt');
  const samples = ['-e', 'SAMPLES=yes', '--console-output', lines, '--log-format', 'raw'];
  const alone: Cost[] = [];
  const driven: Cost[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    alone.push(timed(values.k6, [...quiet, ...address, script]));
    driven.push(timed(values.k6, [...quiet, ...address, ...samples, script]));
  }
  const more = median(driven) / median(alone) - 1;
  say(`k6 alone:          ${median(alone).toFixed(2)} CPU s for 100,000 requests`);
  say(`k6 as Golive runs: ${median(driven).toFixed(2)} CPU s for 100,000 requests`);
  say(`  ${more <= 0.1 ? 'met    ' : 'NOT MET'} within 10 % of k6 alone: ${(more * 100).toFixed(1)} % more`);
}

/** Requests without a pause: each user sends the next when the last is answered. */
async function writeFlood(requests: number): Promise<void> {
  const { plan, feed } = planLoad({
    name: 'cost',
    mix: {
      requests: [
        {
          name: 'page',
          method: 'GET',
          path: '/page/{sequence}',
          weight: 1,
          expect: { status: [200], pointers: [{ pointer: '/id' }] },
        },
      ],
    },
    users: USERS,
    // Slow on paper only, so that no engine ends it early: nobody thinks.
    ratePerSecond: 1000,
    plannedRequests: requests,
    warmUpS: 0,
    seed: 'cost',
    records: {},
    origin: ORIGIN,
  });
  const stages = plan.stages.map((stage) => ({ ...stage, model: 'closed' as const }));
  await writePlan(
    folder,
    { ...plan, stages },
    feed.map((line) => ({ ...line, thinkMs: 0 })),
  );
  flood = { ...plan, stages };
}

async function played(engine: 'builtin'): Promise<Cost> {
  const destination = { origin: ORIGIN, address: '127.0.0.1', port: server.port };
  const { summary, samples } = await playPart({
    ...{ engine, folder, plan: flood, part: 1, destination, tokens },
  });
  const requests = samples.filter(({ outcome }) => outcome === 'ok').length;
  const { cpuMs, peakRssMb } = summary.generator;
  return { seconds: cpuMs / 1000 / (requests / 100_000), requests, peakRssMb };
}

/** Runs a program to its end under the shell's own clock. */
function timed(program: string, args: readonly string[]): Cost {
  const script = `TIMEFORMAT='%U %S'; time "$0" "$@"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, program, ...args], { encoding: 'utf8' });
  const requests = Number(/(\d+) requests in|http_reqs\D+(\d+)/.exec(stdout)?.slice(1).find(Boolean));
  const [user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  const seconds = ((user ?? NaN) + (system ?? NaN)) / (requests / 100_000);
  if (!Number.isFinite(seconds))
    throw new Error(`expected ${program} to tell of its requests, got ${stderr}`);
  return { seconds, requests };
}

function median(costs: readonly Cost[]): number {
  const sorted = costs.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
