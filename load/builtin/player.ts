import type { PlayJob, PlayProgress, PlaySummary } from '../engines/messages.ts';
import type { Playing } from '../engines/engine-process.ts';
import { requestBody } from '../engines/request-body.ts';
import { SampleWriter } from '../engines/samples.ts';
import { Tally } from '../engines/tally.ts';
import type { FeedLine, LoadPlan } from '../plan.ts';
import { partDurationS } from '../schedule.ts';
import { Exchange, type Ended } from './exchange.ts';
import { watchGenerator } from './generator-health.ts';
import type { GeneratorHealth } from '../engines/messages.ts';
import type { Pace } from './pace.ts';
import { requestHead } from './request-head.ts';
import { Sockets } from './sockets.ts';

const SWEEP_MS = 50;
const LEAD_MS = 50;

/**
 * Plays one part of a feed at its pace. Only the bound on requests in flight holds one back, and that one is
 * counted as dropped.
 */
export class Player implements Playing {
  readonly #plan: LoadPlan;
  readonly #pace: Pace;
  readonly #job: PlayJob;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #tokens: string[];
  readonly #host: string;
  readonly #sockets: Sockets;
  readonly #writer: SampleWriter;
  readonly #tally: Tally;
  /** In the order in which they went out, which is that of their deadlines. */
  readonly #inFlight = new Set<Exchange>();
  readonly #done = Promise.withResolvers<void>();
  readonly #startedAt: number;
  readonly #ends = (exchange: Exchange, ended: Ended) => this.#onEnd(exchange, ended);
  #stopped = false;
  #health: (() => GeneratorHealth) | undefined;
  readonly finished: Promise<PlaySummary>;

  constructor(
    job: PlayJob,
    played: { plan: LoadPlan; planned: number; pace: Pace; files: ReadonlyMap<string, Buffer> },
    onProgress: (progress: PlayProgress) => void,
  ) {
    this.#plan = played.plan;
    this.#tally = new Tally(this.#plan.stages);
    this.#pace = played.pace;
    this.#files = played.files;
    this.#job = job;
    this.#tokens = [...job.tokens];
    this.#host = new URL(job.destination.origin).host;
    this.#sockets = new Sockets(job.destination);
    const names = this.#plan.requests.map((request) => request.name);
    this.#writer = new SampleWriter(job.samplesFile, names);
    this.#startedAt = wholeMillisecond() + LEAD_MS;
    this.finished = this.#play(played.planned, onProgress);
  }

  stop(reason: string): void {
    this.#stopped = true;
    this.#pace.stop();
    for (const exchange of [...this.#inFlight]) exchange.giveUp('stopped', reason);
    this.#finishIfDone();
  }

  renew(user: number, token: string): void {
    this.#tokens[user] = token;
  }

  async #play(planned: number, onProgress: (progress: PlayProgress) => void): Promise<PlaySummary> {
    const sweep = setInterval(() => this.#giveUpLate(), SWEEP_MS);
    const report = setInterval(() => this.#report(onProgress), 1000);
    this.#pace.start(
      (line, intendedMs) => this.#send(line, intendedMs),
      () => performance.now() - this.#startedAt,
    );
    this.#finishIfDone();
    await this.#done.promise;
    clearInterval(sweep);
    clearInterval(report);
    const generator = (this.#health ?? watchGenerator())();
    this.#writer.close();
    this.#sockets.close();
    const { finished: sent, dropped, failures } = this.#tally;
    return { part: this.#job.part, planned, sent, dropped, stopped: this.#stopped, generator, failures };
  }

  #send(line: FeedLine, intendedMs: number): void {
    if (line.phase === 'measured') this.#health ??= watchGenerator();
    const now = performance.now();
    const timing = { intendedMs, latenessMs: Math.max(0, now - this.#startedAt - intendedMs) };
    const deadline = now + this.#plan.requestTimeoutMs;
    const exchange = new Exchange(line, timing, deadline, this.#ends);
    if (this.#inFlight.size >= this.#plan.maxInFlight) {
      return this.#record(exchange, { outcome: 'dropped', status: 0, bytes: 0, endedAt: now });
    }
    this.#inFlight.add(exchange);
    const { bytes, contentType } = requestBody(line, this.#files);
    const bodyBytes = bytes === '' ? 0 : Buffer.byteLength(bytes);
    const token = this.#tokens[line.user] ?? '';
    this.#sockets.send(
      exchange,
      requestHead(line, { host: this.#host, token, contentType, bodyBytes }),
      bytes,
    );
  }

  #onEnd(exchange: Exchange, ended: Ended): void {
    if (!this.#inFlight.delete(exchange)) return;
    this.#record(exchange, ended);
    this.#finishIfDone();
  }

  #record({ line, timing }: Exchange, ended: Ended): void {
    const { sequence, part, phase, name } = line;
    const { outcome, status, bytes, endedAt, detail } = ended;
    const latencyMs = endedAt - this.#startedAt - timing.intendedMs;
    const { intendedMs, latenessMs } = timing;
    const sample = { sequence, part, phase, name, status, outcome, intendedMs, latenessMs, latencyMs, bytes };
    this.#writer.add(sample);
    this.#tally.add(sample, detail);
    this.#pace.ended(line);
  }

  #giveUpLate(): void {
    const now = performance.now();
    for (const exchange of this.#inFlight) {
      if (exchange.deadline > now) return;
      exchange.giveUp('timeout', `an answer within ${this.#plan.requestTimeoutMs} ms`);
    }
  }

  #report(onProgress: (progress: PlayProgress) => void): void {
    this.#writer.flush();
    const elapsedS = (performance.now() - this.#startedAt) / 1000;
    const expectedS = partDurationS(this.#plan, this.#job.part);
    onProgress(this.#tally.tell({ elapsedS, expectedS, inFlight: this.#inFlight.size }));
  }

  #finishIfDone(): void {
    if ((this.#stopped || this.#pace.isDone) && this.#inFlight.size === 0) this.#done.resolve();
  }
}

/** The last whole millisecond of the clock that timers go by, as `performance.now()` has it. */
function wholeMillisecond(): number {
  const beyondNs = process.hrtime.bigint() % 1_000_000n;
  return performance.now() - Number(beyondNs) / 1e6;
}
