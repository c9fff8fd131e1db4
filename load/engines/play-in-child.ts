import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertAllowed, type LoadDestination } from '../allowed-host.ts';
import { LoadError } from '../load-error.ts';
import type { LoadPlan } from '../plan.ts';
import { partDurationS } from '../schedule.ts';
import type { FromDriver, PlayJob, PlayProgress, PlaySummary, ToDriver } from './messages.ts';
import { readSamples, type Sample } from './samples.ts';

/** One part as it was played. */
export interface Played {
  samples: Sample[];
  summary: PlaySummary;
}

export interface PlayOptions {
  /** Holds plan.json and feed.jsonl; the samples are written beside them. */
  folder: string;
  plan: LoadPlan;
  part: number;
  destination: LoadDestination;
  tokens: readonly string[];
  onProgress?: (progress: PlayProgress) => void;
  signal?: AbortSignal | undefined;
  /** Arguments for the driver's Node, the seam at which a fault of the generator is planted. */
  nodeArguments?: readonly string[];
}

/**
 * Plays one part in a process of its own and reads its samples. The process ends within seconds when this
 * one is gone, and never outlives plan + time-out + 10 s.
 * @throws LoadError host-not-allowed, generator-failed, generator-timeout, aborted, file-missing, plan-invalid
 */
export async function playOpenLoop(options: PlayOptions): Promise<Played> {
  const { folder, plan, part, destination, tokens } = options;
  assertAllowed(destination.address, destination.allowedHosts);
  refuseAborted(options.signal, 'before it was played');
  const watchdogMs = partDurationS(plan, part) * 1000 + plan.requestTimeoutMs + 5000;
  const samplesFile = join(folder, `samples-${part}.bin`);
  const job: PlayJob = { folder, part, samplesFile, destination, tokens, watchdogMs };
  const summary = await driverSaysFinished(job, options);
  refuseAborted(options.signal, 'while playing');
  const names = plan.requests.map((request) => request.name);
  return { summary, samples: await readSamples(samplesFile, names) };
}

function refuseAborted(signal: AbortSignal | undefined, when: string): void {
  if (signal?.aborted === true) throw new LoadError('aborted', `load: stopped ${when}`);
}

function startDriver(nodeArguments: readonly string[] = []): ChildProcess {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  // A larger young generation keeps collections few and short while latencies are taken.
  const args = ['--max-semi-space-size=32', ...nodeArguments, main];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}

async function driverSaysFinished(job: PlayJob, options: PlayOptions): Promise<PlaySummary> {
  const child = startDriver(options.nodeArguments);
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
  say(child, { type: 'play', job });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
    await ended(child);
  }
}

function say(child: ChildProcess, message: ToDriver): void {
  if (child.connected) child.send(message);
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
