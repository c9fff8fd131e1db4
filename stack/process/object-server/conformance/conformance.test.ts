import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { S3Client } from '@aws-sdk/client-s3';

import { environment } from '../../../environment.ts';
import { currentMachine } from '../../../tools/machine.ts';
import { findObjectServer, type ObjectServer } from '../../../tools/object-server.ts';
import type { ConformanceContext } from './conformance-case.ts';
import { conformanceCases } from './conformance-cases.ts';
import { startObjectServer, type StartedObjectServer } from '../start-object-server.ts';

const credentials = { accessKeyId: 'golive-conformance', secretAccessKey: 'a-secret-of-this-test-only' };
const region = 'eu-central-1';
const found = await findObjectServer(currentMachine(environment.inherited));
const servers: ObjectServer[] = [{ kind: 'emulator', version: '1' }];
if (found.kind === 'versitygw') servers.push(found);

for (const server of servers) {
  describe(`S3 conformance of ${server.kind}`, () => {
    let folder = '';
    let started: StartedObjectServer;
    let context: ConformanceContext;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'golive-s3-'));
      const port = await freePort();
      started = await startObjectServer({ folder, region, port, server, spawn, ...credentials });
      context = {
        client: clientOf(started.endpoint, credentials.secretAccessKey),
        another: () => clientOf(started.endpoint, credentials.secretAccessKey),
        stranger: clientOf(started.endpoint, 'not-the-secret-of-this-test'),
        endpoint: started.endpoint,
        region,
        ...credentials,
      };
    });

    after(async () => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    });

    for (const { title, expected, run } of conformanceCases) {
      it(title, async () => {
        assert.deepEqual(await run(context), expected);
      });
    }

    it('keeps an object as a plain file at the path that it names', async () => {
      assert.equal(
        await readFile(started.objectPath('conformance', 'notes/plain.txt'), 'utf8'),
        'plain bytes',
      );
    });

    it('leaves no secret on the disk', async () => {
      await assert.rejects(readFile(join(folder, 'credentials.json')), { code: 'ENOENT' });
    });
  });
}

it('says which port is busy', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'golive-s3-'));
  const server: ObjectServer = { kind: 'emulator', version: '1' };
  try {
    await assert.rejects(startObjectServer({ folder, region, port, server, spawn, ...credentials }), {
      name: 'StackError',
      code: 'port-busy',
      message: new RegExp(`127\\.0\\.0\\.1:${port}`),
    });
  } finally {
    blocker.close();
    await rm(folder, { recursive: true, force: true });
  }
});

function clientOf(endpoint: string, secretAccessKey: string): S3Client {
  return new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: credentials.accessKeyId, secretAccessKey },
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
