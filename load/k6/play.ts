/**
 * Plays one part of a plan with k6, as it stands: `k6 run load/k6/play.ts`. k6 strips the types itself. What is
 * sent was rendered beforehand (plan.json and feed.jsonl); `{token}` alone is filled in here.
 *
 *   -e PLAN=<folder>        holds plan.json and feed.jsonl; the committed default if left out
 *   -e PART=<number>        1 unless said otherwise; whether it is open or closed is the plan's
 *   -e ADDRESS=<ip:port>    connect here, whatever the plan's origin resolves to; loopback only,
 *   -e ALLOWED=<host>       or this host
 *   -e TOKENS=<file>        JSON array, one token for each user; or, without a file, as part.ts of this folder says
 *   -e TOKEN_SOURCE=<url>   gives a user's token anew; asked once the one in hand is older than
 *   -e TOKEN_LEASE_S=<s>
 *   -e SAMPLES=yes          one line for each request on the console, as samples.ts of this folder reads it
 */
import exec from 'k6/execution';
import http from 'k6/http';
import { sleep } from 'k6';
import { SharedArray } from 'k6/data';
import { Counter, Rate, Trend } from 'k6/metrics';
import { CommonParts } from '../common-parts.ts';
import type { FeedLine, LoadPlan, WrittenLine } from '../plan.ts';
import { intendedStartMs, partDurationS } from '../schedule.ts';
import { countedLateness, judgeAnswer, latencyOf } from './answer.ts';
import { hostsOf, refuseStrangers } from './destination.ts';
import { requestBody } from './request-body.ts';
import { scenarioFor } from './scenario.ts';
import { sampleLine } from './sample-line.ts';
import { tokensIn } from './token-variables.ts';
import { Tokens } from './tokens.ts';

const folder = __ENV['PLAN'] ?? import.meta.resolve('./default').replace(/^file:\/\//, '');
const part = Number(__ENV['PART'] ?? '1');
const plan = JSON.parse(open(`${folder}/plan.json`)) as LoadPlan;
const stages = plan.stages.filter((stage) => stage.part === part);
const isClosed = stages.some((stage) => stage.model === 'closed');
const durationMs = partDurationS(plan, part) * 1000;
refuseStrangers(plan, __ENV);

/** Read once for all users of this k6: each line is parsed when its turn comes. */
const feed = new SharedArray('feed', () => {
  const lines = open(`${folder}/feed.jsonl`).split('\n');
  const own = lines
    .filter((line) => line.includes(`"part":${part},`))
    .map((line) => JSON.parse(line) as WrittenLine);
  return own.filter((line) => line.part === part);
}) as unknown as readonly WrittenLine[];
const common = new CommonParts(plan);
/** Closed model: which lines each user plays, in turn. */
const turns = new SharedArray('turns', () => {
  const byUser: number[][] = Array.from({ length: isClosed ? plan.users : 0 }, () => []);
  if (isClosed) feed.forEach((line, at) => byUser[line.user]?.push(at));
  return byUser;
}) as unknown as readonly (readonly number[])[];

/** The most that any of them plays. */
const longest = new SharedArray('longest', () => [
  turns.reduce((most, each) => Math.max(most, each.length), 1),
]) as unknown as readonly number[];
/** This user's, read once: k6 parses a shared thing anew each time that it is looked at. */
let own: readonly number[] | undefined;

const files = new Map(plan.files.map((file) => [file, open(file, 'b')]));
const tokens = new Tokens(
  __ENV,
  new SharedArray('tokens', () => readTokens()) as unknown as readonly string[],
);
const crowd = { isClosed, planned: feed.length, longestTurn: longest[0] ?? 1 };

const latency = new Trend('golive_latency', true);
const failed = new Rate('golive_failed');
const limited = new Counter('golive_limited');

export const options = {
  scenarios: { play: scenarioFor({ plan, stages, ...crowd }) },
  hosts: hostsOf(plan, __ENV),
  thresholds: {
    golive_latency: ['p(95)<500'],
    golive_failed: ['rate<0.001'],
    dropped_iterations: ['count<1'],
  },
  discardResponseBodies: true,
  summaryTrendStats: ['avg', 'min', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
  userAgent: 'golive',
};

/** k6 would log an exception and go on without that request: the run ends instead. */
export default function play(): void {
  try {
    playOne();
  } catch (error) {
    exec.test.abort(String(error));
  }
}

/** One request. In the open model it is the next of all; in the closed one the next of this user. */
function playOne(): void {
  const arrivedMs = sinceStartMs();
  const at = isClosed
    ? (own ??= turns[exec.vu.idInTest - 1] ?? [])[exec.vu.iterationInScenario]
    : exec.scenario.iterationInTest;
  const written = at === undefined ? undefined : feed[at];
  // k6 may start one arrival more than there is area under the rate.
  if (at === undefined || written === undefined) return;
  const line = common.whole(written);
  if (line.thinkMs !== undefined) sleep(line.thinkMs / 1000);
  const intendedMs = isClosed ? sinceStartMs() : intendedStartMs(stages, at);
  send(line, { intendedMs, latenessMs: isClosed ? 0 : Math.max(0, arrivedMs - intendedMs) });
}

/**
 * k6's clocks are cut to whole milliseconds, which would add up to one to every latency of a run. The progress of
 * arrivals at a rate is not: it is their time by a clock of nanoseconds, until it stands still at the end.
 */
function sinceStartMs(): number {
  const { progress, startTime } = exec.scenario;
  return !isClosed && progress < 1 ? progress * durationMs : Date.now() - startTime;
}

function send(line: FeedLine, timing: { intendedMs: number; latenessMs: number }): void {
  const { body, contentType } = requestBody(line, files);
  const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
  for (const [name, value] of Object.entries(line.headers)) {
    headers[name] = value.includes('{token}') ? value.replaceAll('{token}', tokens.of(line.user)) : value;
  }
  const answer = http.request(line.method, `${plan.origin}${line.path}`, body, {
    headers,
    redirects: 0,
    responseType: line.expected.pointers.length > 0 ? 'text' : 'none',
    tags: { name: line.name },
    timeout: plan.requestTimeoutMs,
  });
  const judged = judgeAnswer(answer, line.expected);
  const latencyMs = countedLateness(timing.latenessMs) + latencyOf(answer.timings);
  if (line.phase === 'measured') {
    latency.add(latencyMs);
    failed.add(judged.outcome !== 'ok' && judged.outcome !== 'limited');
    if (judged.outcome === 'limited') limited.add(1);
  }
  if (__ENV['SAMPLES'] !== undefined) console.log(sampleLine(line, { ...timing, latencyMs }, judged));
}

function readTokens(): string[] {
  const file = __ENV['TOKENS'];
  return file === undefined ? tokensIn(__ENV) : (JSON.parse(open(file)) as string[]);
}
