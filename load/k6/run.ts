import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Playing } from '../engines/engine-process.ts';
import type { GeneratorHealth, PlayJob, PlayProgress, PlaySummary } from '../engines/messages.ts';
import { SampleWriter } from '../engines/samples.ts';
import { Tally } from '../engines/tally.ts';
import { FeedReader, readWrittenPlan } from '../feed-reader.ts';
import { LoadError } from '../load-error.ts';
import type { FeedLine, LoadPlan } from '../plan.ts';
import { partDurationS } from '../schedule.ts';
import { argumentsOf, environmentOf, filesOf, writeInputs, type K6Files } from './command-line.ts';
import { ConsoleReader } from './console-reader.ts';
import { endedChildrenCpuMs, watchProcess } from './cpu-of.ts';
import { TokenSource } from './token-source.ts';

/** Thresholds of the script crossed: what they say is Golive's to judge. */
const CROSSED = 99;

/** k6 at work on one part: what it says of each request is turned into samples as it comes. */
export class K6Run implements Playing {
  readonly finished: Promise<PlaySummary>;
  readonly #job: PlayJob;
  readonly #plan: LoadPlan;
  readonly #files: K6Files;
  readonly #child: ChildProcess;
  readonly #lines: ReadonlyMap<number, Pick<FeedLine, 'name' | 'phase'>>;
  readonly #reader: ConsoleReader;
  readonly #writer: SampleWriter;
  readonly #tokens: string[];
  readonly #tally: Tally;
  readonly #startedAt = performance.now();
  #stopped = false;
  #stderr = '';

  static async start(job: PlayJob, onProgress: (progress: PlayProgress) => void): Promise<K6Run> {
    const tokens = [...job.tokens];
    const source =
      job.tokenLeaseS === undefined ? undefined : await TokenSource.start((user) => tokens[user]);
    return new K6Run(job, tokens, source, onProgress);
  }

  private constructor(
    job: PlayJob,
    tokens: string[],
    source: TokenSource | undefined,
    onProgress: (progress: PlayProgress) => void,
  ) {
    if (job.k6 === undefined)
      throw new LoadError('generator-failed', 'load: expected the path of a k6, got none');
    this.#job = job;
    this.#tokens = tokens;
    this.#plan = readWrittenPlan(job.folder);
    this.#tally = new Tally(this.#plan.stages);
    this.#files = filesOf(job);
    this.#lines = namesOf(job);
    this.#reader = new ConsoleReader(this.#files.console);
    this.#writer = new SampleWriter(
      job.samplesFile,
      this.#plan.requests.map((request) => request.name),
    );
    writeInputs(job, this.#files);
    const lease = source && { url: source.url, leaseS: job.tokenLeaseS ?? Infinity };
    this.#child = spawn(job.k6, argumentsOf(job, this.#files, lease), {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: environmentOf(job, this.#files),
    });
    this.finished = this.#follow(onProgress).finally(() => source?.[Symbol.asyncDispose]());
  }

  /** k6 lets nobody finish when it is told twice. */
  stop(): void {
    this.#stopped = true;
    this.#child.kill('SIGKILL');
  }

  renew(user: number, token: string): void {
    this.#tokens[user] = token;
  }

  async #follow(onProgress: (progress: PlayProgress) => void): Promise<PlaySummary> {
    const { promise, resolve, reject } = Promise.withResolvers<number | null>();
    this.#child.stderr?.on(
      'data',
      (chunk: Buffer) => (this.#stderr = `${this.#stderr}${chunk.toString()}`.slice(-2000)),
    );
    this.#child.on('error', (cause) =>
      reject(new LoadError('generator-failed', `k6: ${cause.message}`, { cause })),
    );
    this.#child.on('close', (code) => resolve(code));
    const health = watchProcess(this.#child.pid ?? 0);
    const report = setInterval(() => {
      health();
      this.#take();
      const elapsedS = (performance.now() - this.#startedAt) / 1000;
      onProgress(
        this.#tally.tell({ elapsedS, expectedS: partDurationS(this.#plan, this.#job.part), inFlight: 0 }),
      );
    }, 1000);
    const lastLook = setInterval(health, 100);
    try {
      const code = await promise;
      this.#take();
      if (code !== 0 && code !== CROSSED && !this.#stopped) throw this.#failure(code);
      return this.#summary(health());
    } finally {
      clearInterval(report);
      clearInterval(lastLook);
      this.#reader.close();
      this.#writer.close();
      rmSync(this.#files.tokens, { force: true });
    }
  }

  #failure(code: number | null): LoadError {
    const said = this.#stderr.trim().split('\n').slice(-6).join('\n');
    return new LoadError('generator-failed', `k6: expected exit code 0, got ${code}: ${said}`);
  }

  #take(): void {
    for (const { expected, actual, ...said } of this.#reader.read()) {
      const line = this.#lines.get(said.sequence);
      if (line === undefined) continue;
      const sample = { ...said, ...line, part: this.#job.part };
      this.#writer.add(sample);
      this.#tally.add(sample, expected === undefined ? undefined : { expected, actual: actual ?? '' });
    }
    this.#writer.flush();
  }

  #summary(used: { cpuMs: number; peakRssMb: number } | undefined): PlaySummary {
    const { finished: sent, failures } = this.#tally;
    const elapsedMs = Math.max(1, performance.now() - this.#startedAt);
    const { peakRssMb } = used ?? { peakRssMb: 0 };
    const cpuMs = endedChildrenCpuMs() ?? used?.cpuMs ?? 0;
    // k6 uses every core that it is given, and has no event loop that could lag.
    const cores = availableParallelism();
    const generator: GeneratorHealth = {
      lagP99Ms: 0,
      lagMaxMs: 0,
      cpuMs,
      cpuShare: cpuMs / elapsedMs / cores,
      peakRssMb,
    };
    const dropped = this.#stopped ? 0 : this.#dropped();
    return {
      part: this.#job.part,
      planned: this.#lines.size,
      sent,
      dropped,
      stopped: this.#stopped,
      generator,
      failures,
    };
  }

  /** k6's own count of arrivals that found no free worker. */
  #dropped(): number {
    const summary = JSON.parse(readFileSync(this.#files.summary, 'utf8')) as {
      metrics?: Record<string, { count?: number; values?: { count?: number } } | undefined>;
    };
    const dropped = summary.metrics?.['dropped_iterations'];
    return dropped?.count ?? dropped?.values?.count ?? 0;
  }
}

/** Name and phase of every line, for what k6 says names its number alone. */
function namesOf({ folder, part }: PlayJob): Map<number, Pick<FeedLine, 'name' | 'phase'>> {
  const feed = new FeedReader(folder, part);
  const names = new Map<number, Pick<FeedLine, 'name' | 'phase'>>();
  for (let line = feed.next(); line !== undefined; line = feed.next()) {
    names.set(line.sequence, { name: line.name, phase: line.phase });
  }
  feed.close();
  return names;
}
