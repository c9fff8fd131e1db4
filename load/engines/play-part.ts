import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertAllowed, type LoadDestination } from '../allowed-host.ts';
import { LoadError } from '../load-error.ts';
import type { LoadPlan } from '../plan.ts';
import { isClosed, partDurationS, stagesOf } from '../schedule.ts';
import type { Renewals } from '../tokens.ts';
import { engines, type EngineName } from './engine.ts';
import type { FromDriver, PlayJob, PlayProgress, PlaySummary, ToDriver } from './messages.ts';
import { readSamples, type Sample } from './samples.ts';

/** One part as it was played. */
export interface Played {
  samples: Sample[];
  summary: PlaySummary;
}

export interface PlayOptions {
  /** What plays it; the built-in driver unless said otherwise. */
  engine?: EngineName;
  /** The k6 that is run, where k6 plays. */
  k6?: string;
  /** Holds plan.json and feed.jsonl; the samples are written beside them. */
  folder: string;
  plan: LoadPlan;
  part: number;
  destination: LoadDestination;
  tokens: readonly string[];
  /** Sessions that are renewed while it plays. */
  renewals?: Renewals;
  onProgress?: (progress: PlayProgress) => void;
  signal?: AbortSignal | undefined;
  /** Where Node keeps what it made of the driver's TypeScript; beside the plan if left out. */
  compiledFolder?: string;
  /** Arguments for the driver's Node, the seam at which a fault of the generator is planted. */
  nodeArguments?: readonly string[];
}

/** Users of a closed part wait for answers: it may take this much longer than planned before it is ended. */
const CLOSED_SLACK = 1.5;

/**
 * Plays one part in a process of its own and reads its samples. The process ends within seconds when this
 * one is gone, and never outlives plan + time-out + 10 s.
 * @throws LoadError host-not-allowed, generator-failed, generator-timeout, aborted, file-missing, plan-invalid
 */
export async function playPart(options: PlayOptions): Promise<Played> {
  const { folder, plan, part, destination, tokens, k6 } = options;
  assertAllowed(destination.address, destination.allowedHosts);
  refuseAborted(options.signal, 'before it was played');
  const slack = isClosed(stagesOf(plan, part)) ? CLOSED_SLACK : 1;
  const watchdogMs = partDurationS(plan, part) * 1000 * slack + plan.requestTimeoutMs + 5000;
  const samplesFile = join(folder, `samples-${part}.bin`);
  const job: PlayJob = {
    ...{ folder, part, samplesFile, destination, tokens, watchdogMs },
    ...(k6 === undefined ? {} : { k6 }),
    ...(options.renewals === undefined ? {} : { tokenLeaseS: options.renewals.leaseS }),
  };
  const summary = await driverSaysFinished(job, options);
  refuseAborted(options.signal, 'while playing');
  const names = plan.requests.map((request) => request.name);
  return { summary, samples: await readSamples(samplesFile, names) };
}

function refuseAborted(signal: AbortSignal | undefined, when: string): void {
  if (signal?.aborted === true) throw new LoadError('aborted', `load: stopped ${when}`);
}

function startDriver(options: PlayOptions): ChildProcess {
  const { engine = 'builtin', folder, nodeArguments = [] } = options;
  const { main, nodeArguments: own } = engines[engine];
  // Where Node has done so before, the driver loads no compiler into its memory.
  const cache = `NODE_COMPILE_CACHE=${options.compiledFolder ?? join(folder, 'compiled')}`;
  const args = [cache, process.execPath, ...own, ...nodeArguments, fileURLToPath(main)];
  return spawn('env', args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}

async function driverSaysFinished(job: PlayJob, options: PlayOptions): Promise<PlaySummary> {
  const child = startDriver(options);
  const { promise, resolve, reject } = Promise.withResolvers<PlaySummary>();
  const limitMs = job.watchdogMs + 5000;
  let lastSeen = 'nothing';
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-2000)));
  child.on('message', (message: FromDriver) => {
    lastSeen = message.type;
    if (message.type === 'progress') options.onProgress?.(message.progress);
    else if (message.type === 'finished') resolve(message.summary);
    else reject(new LoadError(message.code, message.message));
  });
  child.on('error', (cause) =>
    reject(new LoadError('generator-failed', `load driver: ${cause.message}`, { cause })),
  );
  child.on('exit', (code, signal) => {
    const end = `exit ${code ?? signal ?? 'unknown'}`;
    reject(
      new LoadError('generator-failed', `load driver: expected a summary, got ${end}. ${stderr.trim()}`),
    );
  });
  const timer = setTimeout(() => {
    const message = `load driver: expected a summary within ${limitMs} ms, last seen: ${lastSeen}`;
    reject(new LoadError('generator-timeout', message));
  }, limitMs);
  const onAbort = () => say(child, { type: 'stop' });
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const endRenewals = options.renewals?.tell((user, token) => say(child, { type: 'token', user, token }));
  say(child, { type: 'play', job });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    endRenewals?.();
    options.signal?.removeEventListener('abort', onAbort);
    await ended(child);
  }
}

/** A driver that ends just now hears it no more: that it ended is told by its exit, with what it said last. */
function say(child: ChildProcess, message: ToDriver): void {
  if (child.connected) child.send(message, () => undefined);
}

/** The driver ends by itself once it has spoken; if it does not within 2 s, it is killed. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await promise;
  clearTimeout(timer);
}
