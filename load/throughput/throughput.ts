import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assertAllowed, type LoadDestination } from '../allowed-host.ts';
import { childModule } from '../child-module.ts';
import { LoadError } from '../load-error.ts';

const LONGEST_S = 10;

/** One cheap page, asked for as fast as it is answered. */
export interface ThroughputJob {
  origin: string;
  address: string;
  port: number;
  ca?: string;
  path: string;
  headers: Record<string, string>;
  connections: number;
  durationS: number;
}

/**
 * Raw throughput, printed beside the load figures. Its latencies are those of a closed loop, which waits
 * while the system stalls and so never sees the stall: they judge nothing.
 */
export interface Throughput {
  requestsPerSecond: number;
  requests: number;
  non2xx: number;
  errors: number;
  p50Ms: number;
  p99Ms: number;
}

export type ThroughputMessage = ({ type: 'finished' } & Throughput) | { type: 'failed'; message: string };

/**
 * Runs autocannon for ten seconds at most, in a process of its own.
 * @throws LoadError host-not-allowed, generator-failed, generator-timeout, aborted
 */
export async function measureThroughput(options: {
  destination: LoadDestination;
  path: string;
  headers?: Record<string, string>;
  connections?: number;
  durationS?: number;
  signal?: AbortSignal;
}): Promise<Throughput> {
  const { destination, path, signal } = options;
  assertAllowed(destination.address, destination.allowedHosts);
  const job: ThroughputJob = {
    origin: destination.origin,
    address: destination.address,
    port: destination.port,
    ...(destination.ca === undefined ? {} : { ca: destination.ca }),
    path,
    headers: options.headers ?? {},
    connections: options.connections ?? 20,
    durationS: Math.min(LONGEST_S, options.durationS ?? 5),
  };
  return playThroughput(job, signal);
}

async function playThroughput(job: ThroughputJob, signal: AbortSignal | undefined): Promise<Throughput> {
  const main = fileURLToPath(childModule('./main', import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const { promise, resolve, reject } = Promise.withResolvers<Throughput>();
  const limitMs = job.durationS * 1000 + 10_000;
  const fail = (code: 'generator-failed' | 'generator-timeout' | 'aborted', got: string) => {
    reject(new LoadError(code, `autocannon: expected a result, got ${got}`));
  };
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-1000)));
  child.on('message', (message: ThroughputMessage) => {
    if (message.type === 'failed') return fail('generator-failed', message.message);
    const { type: _type, ...figures } = message;
    resolve(figures);
  });
  child.on('error', (error) => fail('generator-failed', error.message));
  child.on('exit', (code) => fail('generator-failed', `exit ${code} ${stderr.trim()}`));
  const timer = setTimeout(() => fail('generator-timeout', `nothing within ${limitMs} ms`), limitMs);
  const onAbort = () => fail('aborted', 'a request to stop');
  signal?.addEventListener('abort', onAbort, { once: true });
  child.send(job);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
