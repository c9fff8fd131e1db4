import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { createRunCertificates } from '../certificates.ts';
import { environment } from '../environment.ts';
import { chooseImages } from '../images/index.ts';
import { openDockerClient } from '../images/docker-client.ts';
import { currentMachine } from '../tools/index.ts';
import { runBaseline } from './run-baseline.ts';
import { zapVariable } from './zap-image.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1';
const hostName = 'app.example';
const image = `golive-test/zap-stand-in:${process.pid}`;

/** A front door on loopback that answers everything with one page. */
async function frontDoor(headers: Readonly<Record<string, string>>) {
  const { certificatePem: cert, keyPem: key } = await createRunCertificates([hostName]);
  const asked: string[] = [];
  const server = createServer({ cert, key }, ({ headers: { host } }, answer) => {
    asked.push(host ?? '');
    answer.writeHead(200, { 'content-type': 'text/html', ...headers }).end('<p>hello</p>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const facts = {
    ...{ run: 'zap-test', name: 'main', hostName },
    front: { host: '127.0.0.1', httpsPort: address.port, httpPort: 1 },
  };
  return { facts, asked, [Symbol.dispose]: () => void server.close() };
}

describe(
  'ZAP’s command line in a container, by a stand-in',
  { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' },
  () => {
    it('reaches the front door under its name, and its report is there afterwards, its container is not', async () => {
      const machine = currentMachine({ ...environment.inherited, [zapVariable]: image });
      const docker = await openDockerClient(machine);
      const [node] = await chooseImages({ machine, docker, names: ['node'], report: () => undefined });
      const words = ['build', '--build-arg', `BASE=${node?.reference}`, '--tag', image];
      await docker.run([...words, join(import.meta.dirname, 'stand-in')], 'build the stand-in');
      await using _image = {
        [Symbol.asyncDispose]: async () => void (await docker.ask(['image', 'rm', '--force', image])),
      };
      const folder = mkdtempSync(join(tmpdir(), 'golive-zap-real-'));
      using _folder = { [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
      for (const [headers, expected] of [
        [{ 'content-security-policy': "default-src 'self'" }, []],
        [{}, ['10038 medium']],
      ] as const) {
        using door = await frontDoor(headers);
        const seen = await runBaseline({ machine, docker, facts: door.facts, folder });
        assert.ok(seen.outcome === 'reported', JSON.stringify(seen));
        assert.deepEqual(
          seen.report.sites.map(({ host, port }) => [host, port]),
          [[hostName, door.facts.front.httpsPort]],
        );
        const alerts = seen.report.sites.flatMap((site) => site.alerts);
        assert.deepEqual(
          alerts.map(({ rule, risk }) => `${rule} ${risk}`),
          expected,
        );
        assert.deepEqual([...new Set(door.asked)], [`${hostName}:${door.facts.front.httpsPort}`]);
      }
      const closed = { host: '127.0.0.1', httpsPort: 1, httpPort: 1 };
      const nobody = await runBaseline({
        machine,
        docker,
        facts: { run: 'zap-test', name: 'main', hostName, front: closed },
        folder,
      });
      assert.ok(nobody.outcome === 'failed');
      assert.match(nobody.why, /exit code 3: Job spider failed to access URL/u);
      const left = await docker.ask(['ps', '--all', '--quiet', '--filter', 'label=golive.run=zap-test']);
      assert.equal(left.output.trim(), '');
    });
  },
);
