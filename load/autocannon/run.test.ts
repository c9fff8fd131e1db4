import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { assembleResult } from '../assemble-result.ts';
import { playPart } from '../engines/play-part.ts';
import { writePlan } from '../plan-files.ts';
import { planLoad } from '../planner.ts';
import { selfSigned } from '../testing/self-signed.ts';

const hostName = 'app.example.test';
const users = 4;

/** Plays 60 requests over TLS against a server that lets each address in a number of times. */
async function play(mostByAddress: number) {
  const seen = new Map<string, number>();
  const server = createServer(await selfSigned(hostName), (request, response) => {
    const from = request.socket.remoteAddress ?? '';
    const count = (seen.get(from) ?? 0) + 1;
    seen.set(from, count);
    response.writeHead(count > mostByAddress ? 429 : 200, { 'content-type': 'application/json' });
    response.end('{"id":1}');
  });
  const folder = mkdtempSync(join(tmpdir(), 'load-autocannon-'));
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { plan, feed } = planLoad({
      name: 'crowd',
      mix: {
        requests: [
          {
            name: 'who',
            method: 'GET',
            path: '/',
            weight: 1,
            expect: { status: [200], pointers: [{ pointer: '/id', equals: 1 }] },
          },
        ],
      },
      ...{ users, ratePerSecond: 60, plannedRequests: 60, warmUpS: 0, seed: 's', records: {} },
      origin: `https://${hostName}`,
    });
    await writePlan(folder, plan, feed);
    const sourceAddresses = Array.from({ length: users }, (_, user) => `127.0.4.${user + 1}`);
    const { port } = server.address() as AddressInfo;
    const destination = { origin: plan.origin, address: '127.0.0.1', port, sourceAddresses };
    const tokens = Array.from({ length: users }, () => 'token');
    const played = await playPart({ engine: 'autocannon', folder, plan, part: 1, destination, tokens });
    const limits = { p95Ms: 500, errorRate: 0.001 };
    const least = { overall: 10, endpoint: 10, closed: 10 };
    const about = { engine: 'autocannon', plan, feed, parts: [played], limits, least } as const;
    const result = assembleResult({ ...about, closed: undefined, calibration: undefined });
    return { seen, result };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

test('a crowd comes from as many addresses as it was given, so that a limit for one address is not what it meets', async () => {
  const { seen, result } = await play(15);
  assert.deepEqual([...seen.keys()].sort(), ['127.0.4.1', '127.0.4.2', '127.0.4.3', '127.0.4.4']);
  assert.equal(result.overall.ok, 60);
  const [engine] = result.invalid;
  assert.match(engine?.reason ?? '', /^autocannon answers throughput only \(\d+ good answers a second\): /u);
});

test('what a limit refused is no throughput, and is said beside it', async () => {
  const { result } = await play(5);
  assert.equal(result.overall.ok, 20);
  assert.equal(result.overall.limited, 40);
  assert.match(result.invalid[0]?.reason ?? '', /good answers a second, \d+ refused by 429\)/u);
});
