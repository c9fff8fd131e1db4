import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServerProcess } from '../calibration/server-process.ts';
import { measureThroughput } from './throughput.ts';

const server = new URL('../calibration/known-delay-server.ts', import.meta.url);

test('raw throughput of a page is counted by autocannon, in a process of its own', async () => {
  await using started = await startServerProcess(server);
  const destination = { origin: 'http://app.example.test', address: '127.0.0.1', port: started.port };
  const result = await measureThroughput({ destination, path: '/wait/10', connections: 4, durationS: 1 });
  // Four connections, each at most one answer in 10 ms.
  assert.ok(result.requests > 20 && result.requestsPerSecond <= 400, JSON.stringify(result));
  assert.equal(result.non2xx + result.errors, 0);
  assert.ok(result.p50Ms >= 9);
});

test('a host that is not loopback is refused', async () => {
  const destination = { origin: 'https://app.example.test', address: '192.0.2.1', port: 443 };
  await assert.rejects(measureThroughput({ destination, path: '/' }), { code: 'host-not-allowed' });
});
