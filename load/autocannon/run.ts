import autocannon from 'autocannon';
import { checkAnswer } from '../answers/check-answer.ts';
import { watchGenerator } from '../builtin/generator-health.ts';
import type { Playing } from '../engines/engine-process.ts';
import type { PlayJob, PlayProgress, PlaySummary } from '../engines/messages.ts';
import { readPlanFiles, requestBody } from '../engines/request-body.ts';
import { SampleWriter } from '../engines/samples.ts';
import { Tally } from '../engines/tally.ts';
import { FeedReader, readWrittenPlan } from '../feed-reader.ts';
import { LoadError } from '../load-error.ts';
import type { FeedLine, LoadPlan } from '../plan.ts';
import { partDurationS } from '../schedule.ts';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What autocannon has of an answer just before it says how long it took. */
interface Arrived {
  line: FeedLine;
  status: number;
  body: string;
  headers: Headers;
}

type Request = autocannon.Request & { requestBuffer?: unknown };

/** A connection that has not connected yet: what it hands to Node when it does over TLS. */
type Unconnected = autocannon.Client & { opts?: { tlsOptions?: { localAddress?: string } } };

/**
 * Sends a part's requests by autocannon, as fast as they are answered, over as many connections as there are
 * users: what the system can carry, and no word about how long anybody waits.
 */
export class AutocannonRun implements Playing {
  readonly finished: Promise<PlaySummary>;
  readonly #job: PlayJob;
  readonly #plan: LoadPlan;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #tokens: string[];
  readonly #writer: SampleWriter;
  readonly #tally: Tally;
  readonly #open: Set<FeedLine>;
  #stop: () => void = () => undefined;
  #stopped = false;

  constructor(job: PlayJob, onProgress: (progress: PlayProgress) => void) {
    this.#job = job;
    this.#plan = readWrittenPlan(job.folder);
    this.#tally = new Tally(this.#plan.stages);
    this.#files = readPlanFiles(this.#plan.files);
    this.#tokens = [...job.tokens];
    const names = this.#plan.requests.map((request) => request.name);
    this.#writer = new SampleWriter(job.samplesFile, names);
    const lines = linesOf(job);
    this.#open = new Set(lines);
    this.finished = this.#play(lines, onProgress);
  }

  stop(): void {
    this.#stopped = true;
    this.#stop();
  }

  renew(user: number, token: string): void {
    this.#tokens[user] = token;
  }

  async #play(
    lines: readonly FeedLine[],
    onProgress: (progress: PlayProgress) => void,
  ): Promise<PlaySummary> {
    const health = watchGenerator();
    const startedAt = performance.now();
    const elapsedMs = () => performance.now() - startedAt;
    const report = setInterval(() => {
      this.#writer.flush();
      const expectedS = partDurationS(this.#plan, this.#job.part);
      onProgress(this.#tally.tell({ elapsedS: elapsedMs() / 1000, expectedS, inFlight: 0 }));
    }, 1000);
    try {
      await this.#shoot(lines, elapsedMs);
      for (const line of this.#open) this.#lost(line, elapsedMs());
    } finally {
      clearInterval(report);
      this.#writer.close();
    }
    const { finished: sent, failures } = this.#tally;
    const { part } = this.#job;
    const generator = health();
    return { part, planned: lines.length, sent, dropped: 0, stopped: this.#stopped, generator, failures };
  }

  async #shoot(lines: readonly FeedLine[], elapsedMs: () => number): Promise<void> {
    const { address, port, origin, ca, sourceAddresses = [] } = this.#job.destination;
    const { protocol, host, hostname } = new URL(origin);
    const connections = Math.min(this.#plan.users, lines.length);
    let client = 0;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const options: autocannon.Options = {
      url: `${protocol}//${address}:${port}`,
      connections,
      amount: lines.length,
      timeout: Math.ceil(this.#plan.requestTimeoutMs / 1000),
      servername: hostname,
      ...(ca === undefined ? {} : { tlsOptions: { ca } }),
      setupClient: (each) => {
        // autocannon deals its amount out so: each connection plays every nth line.
        const own = lines.filter((_, at) => at % connections === client);
        goFrom(each, sourceAddresses[client % sourceAddresses.length]);
        client += 1;
        this.#follow(each, own, host, elapsedMs);
      },
    };
    const instance = autocannon(options, (error: unknown) => {
      if (error instanceof Error) reject(new LoadError('generator-failed', `autocannon: ${error.message}`));
      else resolve();
    });
    this.#stop = () => instance.stop();
    await promise;
  }

  #follow(client: autocannon.Client, own: readonly FeedLine[], host: string, elapsedMs: () => number): void {
    let arrived: Arrived | undefined;
    const requests = own.map((line): Request => {
      const request: Request = {
        method: line.method,
        path: line.path,
        setupRequest: (bare) => ({ ...bare, ...this.#rendered(line, host) }),
        onResponse: (status: number, body: string, _context: object, headers: Headers = {}) => {
          arrived = { line, status, body, headers };
          // It keeps what it sent: an hour's photos.
          delete request.requestBuffer;
        },
      };
      return request;
    });
    client.on('response', (_status, bytes, latencyMs) => {
      if (arrived !== undefined) this.#answered(arrived, { bytes, latencyMs, atMs: elapsedMs() });
      arrived = undefined;
    });
    client.setRequests(requests);
  }

  #rendered(line: FeedLine, host: string) {
    const { bytes, contentType } = requestBody(line, this.#files);
    const headers: Record<string, string> = { host };
    for (const [name, value] of Object.entries(line.headers)) {
      // It cannot unpack an answer, so it does not ask for a packed one.
      if (name !== 'accept-encoding')
        headers[name] = value.replaceAll('{token}', this.#tokens[line.user] ?? '');
    }
    if (contentType !== undefined) headers['content-type'] = contentType;
    return { headers, body: bytes };
  }

  #answered(
    { line, status, body, headers }: Arrived,
    { bytes, latencyMs, atMs }: { bytes: number; latencyMs: number; atMs: number },
  ): void {
    this.#open.delete(line);
    const named = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]),
    );
    const contentType = String(named['content-type'] ?? '');
    const judged = checkAnswer(
      { status, contentType, contentEncoding: '', body: Buffer.from(body) },
      line.expected,
    );
    const intendedMs = Math.max(0, atMs - latencyMs);
    const { outcome } = judged;
    const { sequence, part, phase, name } = line;
    const sample = {
      sequence,
      part,
      phase,
      name,
      status,
      outcome,
      intendedMs,
      latenessMs: 0,
      latencyMs,
      bytes,
    };
    this.#writer.add(sample);
    this.#tally.add(sample, judged.outcome === 'ok' ? undefined : judged);
  }

  /** Sent, or to be sent, on a connection that was lost. */
  #lost(line: FeedLine, atMs: number): void {
    const { sequence, part, phase, name } = line;
    const outcome = this.#stopped ? 'stopped' : 'network';
    const times = { intendedMs: atMs, latenessMs: 0, latencyMs: 0 };
    const sample = { sequence, part, phase, name, status: 0, outcome, bytes: 0, ...times } as const;
    this.#writer.add(sample);
    this.#tally.add(sample, { expected: 'an answer', actual: 'a lost connection, or none in time' });
  }
}

/** A limit for one address is not what a crowd meets. Over plain HTTP autocannon can choose none. */
function goFrom(client: Unconnected, address: string | undefined): void {
  if (address !== undefined && client.opts?.tlsOptions) client.opts.tlsOptions.localAddress = address;
}

function linesOf({ folder, part }: PlayJob): FeedLine[] {
  const feed = new FeedReader(folder, part);
  const lines: FeedLine[] = [];
  for (let line = feed.next(); line !== undefined; line = feed.next()) lines.push(line);
  feed.close();
  return lines;
}
