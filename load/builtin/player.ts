import type { FeedLine, LoadPlan } from '../plan.ts';
import { intendedStartsMs, partDurationS, stagesOf } from '../schedule.ts';
import { Connections } from './connections.ts';
import { Exchange, type Ended } from './exchange.ts';
import { watchGenerator } from './generator-health.ts';
import type { FailureDetail, GeneratorHealth, PlayJob, PlayProgress, PlaySummary } from '../engines/messages.ts';
import { requestBody } from './request-body.ts';
import { SampleWriter, type Outcome, type Sample } from '../engines/samples.ts';

const KEPT_FAILURES = 60;
const SWEEP_MS = 50;

/**
 * Plays one part of a feed: every request goes out at its intended start, whatever became of the earlier
 * ones. Only the bound on requests in flight holds one back, and that one is counted as dropped.
 */
export class Player {
  readonly #plan: LoadPlan;
  readonly #lines: readonly FeedLine[];
  readonly #job: PlayJob;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #starts: Float64Array;
  readonly #connections: Connections;
  readonly #writer: SampleWriter;
  readonly #inFlight = new Map<Exchange, { intendedMs: number; latenessMs: number }>();
  readonly #failures: FailureDetail[] = [];
  readonly #counts: Record<Outcome, number>;
  #recent: number[] = [];
  #next = 0;
  #startedAt = 0;
  #stopped = false;
  #health: (() => GeneratorHealth) | undefined;
  #tick: NodeJS.Timeout | undefined;
  #finish: () => void = () => undefined;

  constructor(plan: LoadPlan, lines: readonly FeedLine[], job: PlayJob, files: ReadonlyMap<string, Buffer>) {
    this.#plan = plan;
    this.#lines = lines;
    this.#job = job;
    this.#files = files;
    this.#starts = intendedStartsMs(stagesOf(plan, job.part));
    this.#connections = new Connections(job.destination, plan.requestTimeoutMs);
    this.#writer = new SampleWriter(
      job.samplesFile,
      plan.requests.map((request) => request.name),
    );
    this.#counts = {
      ok: 0,
      'wrong-status': 0,
      'wrong-body': 0,
      limited: 0,
      timeout: 0,
      network: 0,
      dropped: 0,
      stopped: 0,
    };
  }

  /** Plays to the end (or to `stop`), then gives the summary; the samples are in the job's file. */
  async play(onProgress: (progress: PlayProgress) => void): Promise<PlaySummary> {
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    this.#startedAt = performance.now() + 50;
    const sweep = setInterval(() => this.#giveUpLate(), SWEEP_MS);
    const report = setInterval(() => this.#report(onProgress), 1000);
    this.#sendDue();
    await finished;
    clearInterval(sweep);
    clearInterval(report);
    clearTimeout(this.#tick);
    const generator = (this.#health ?? watchGenerator())();
    this.#writer.close();
    await this.#connections.close();
    return {
      part: this.#job.part,
      planned: this.#lines.length,
      sent: this.#next - this.#counts.dropped,
      dropped: this.#counts.dropped,
      stopped: this.#stopped,
      generator,
      failures: this.#failures,
    };
  }

  /** Sends nothing more and gives up what is under way. */
  stop(reason: string): void {
    this.#stopped = true;
    for (const exchange of [...this.#inFlight.keys()]) exchange.giveUp('stopped', reason);
    this.#finishIfDone();
  }

  #sendDue(): void {
    const now = performance.now() - this.#startedAt;
    while (!this.#stopped && this.#next < this.#lines.length && this.#dueMs() <= now) this.#sendNext();
    if (this.#stopped || this.#next >= this.#lines.length) return this.#finishIfDone();
    const waitMs = this.#startedAt + this.#dueMs() - performance.now();
    this.#tick = setTimeout(() => this.#sendDue(), Math.max(0, waitMs));
  }

  #dueMs(): number {
    return this.#starts[this.#next] ?? Infinity;
  }

  #sendNext(): void {
    const intendedMs = this.#dueMs();
    const line = this.#lines[this.#next++];
    if (line === undefined) return;
    if (line.phase === 'measured') this.#health ??= watchGenerator();
    const now = performance.now();
    const latenessMs = Math.max(0, now - this.#startedAt - intendedMs);
    if (this.#inFlight.size >= this.#plan.maxInFlight) {
      return this.#record(
        line,
        { intendedMs, latenessMs },
        { outcome: 'dropped', status: 0, bytes: 0, endedAt: now },
      );
    }
    const deadline = now + this.#plan.requestTimeoutMs;
    const exchange = new Exchange(line, deadline, (ended, end) => this.#onEnd(ended, end));
    this.#inFlight.set(exchange, { intendedMs, latenessMs });
    const { bytes, contentType } = requestBody(line, this.#files);
    const headers = this.#headersOf(line, contentType);
    const { path, method } = line;
    this.#connections.poolOf(line.user).dispatch({ path, method, headers, body: bytes }, exchange);
  }

  #headersOf(line: FeedLine, contentType: string | undefined): Record<string, string> {
    const token = this.#job.tokens[line.user] ?? '';
    const entries = Object.entries(line.headers).map(([name, value]) => [
      name,
      value.replaceAll('{token}', token),
    ]);
    const headers = Object.fromEntries(entries) as Record<string, string>;
    return contentType === undefined ? headers : { ...headers, 'content-type': contentType };
  }

  #onEnd(exchange: Exchange, ended: Ended): void {
    const timing = this.#inFlight.get(exchange);
    if (timing === undefined) return;
    this.#inFlight.delete(exchange);
    this.#record(exchange.line, timing, ended);
    this.#finishIfDone();
  }

  #record(line: FeedLine, timing: Pick<Sample, 'intendedMs' | 'latenessMs'>, ended: Ended): void {
    const { sequence, part, phase, name } = line;
    const { outcome, status, bytes, endedAt, detail } = ended;
    const latencyMs = endedAt - this.#startedAt - timing.intendedMs;
    this.#writer.add({ sequence, part, phase, name, status, outcome, ...timing, latencyMs, bytes });
    this.#counts[outcome]++;
    this.#recent.push(latencyMs);
    if (detail !== undefined && this.#failures.length < KEPT_FAILURES) {
      this.#failures.push({ sequence, name, outcome, status, ...detail });
    }
  }

  #giveUpLate(): void {
    const now = performance.now();
    for (const exchange of [...this.#inFlight.keys()]) {
      if (exchange.deadline <= now)
        exchange.giveUp('timeout', `an answer within ${this.#plan.requestTimeoutMs} ms`);
    }
  }

  #report(onProgress: (progress: PlayProgress) => void): void {
    this.#writer.flush();
    const recent = this.#recent.toSorted((a, b) => a - b);
    this.#recent = [];
    const counts = this.#counts;
    const recentP95Ms = recent[Math.max(0, Math.ceil(recent.length * 0.95) - 1)];
    const finished = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.dropped;
    onProgress({
      phase: this.#lines[Math.max(0, this.#next - 1)]?.phase ?? 'warm-up',
      elapsedS: (performance.now() - this.#startedAt) / 1000,
      expectedS: partDurationS(this.#plan, this.#job.part),
      sent: this.#next - counts.dropped,
      finished,
      failed: finished - counts.ok - counts.limited - counts.stopped,
      limited: counts.limited,
      dropped: counts.dropped,
      inFlight: this.#inFlight.size,
      ...(recentP95Ms === undefined ? {} : { recentP95Ms }),
    });
  }

  #finishIfDone(): void {
    const allSent = this.#stopped || this.#next >= this.#lines.length;
    if (allSent && this.#inFlight.size === 0) this.#finish();
  }
}
