import autocannon from 'autocannon';
import type { ThroughputJob, ThroughputMessage } from './throughput.ts';

// autocannon in a process of its own: what it takes from the CPU is not taken from Golive's event loop.

process.on('message', (job: ThroughputJob) => {
  play(job).then(finish, (error: unknown) => {
    finish({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});
process.on('SIGINT', () => undefined);

async function play(job: ThroughputJob): Promise<ThroughputMessage> {
  const result = await run(job);
  return {
    type: 'finished',
    requestsPerSecond: result.requests.average,
    requests: result.requests.total,
    non2xx: result.non2xx,
    errors: result.errors,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

function run(job: ThroughputJob): Promise<autocannon.Result> {
  const origin = new URL(job.origin);
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const options: autocannon.Options = {
    url: `${origin.protocol}//${job.address}:${job.port}${job.path}`,
    connections: job.connections,
    duration: job.durationS,
    timeout: 10,
    headers: { ...job.headers, host: origin.host },
    servername: origin.hostname,
    ...(job.ca === undefined ? {} : { tlsOptions: { ca: job.ca } }),
  };
  const instance = autocannon(options, (error: unknown, result) => {
    if (error instanceof Error) reject(error);
    else resolve(result);
  });
  // Whoever started this is gone: stop now, not at the end of the ten seconds.
  process.on('disconnect', () => instance.stop());
  return promise;
}

function finish(message: ThroughputMessage): void {
  if (process.connected) process.send?.(message, () => process.disconnect?.());
}
