import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { text } from 'node:stream/consumers';
import { freePort } from '../../ports.ts';
import { createReaper } from '../../reaper/reaper.ts';
import { openDoor } from './door.ts';

test('what comes to the door reaches the front behind a line that says from which address', async () => {
  const logFolder = await mkdtemp(join(tmpdir(), 'golive-test-door-'));
  await using reaper = await createReaper({ run: 'test-door' });
  const heard: Promise<string>[] = [];
  const front = createServer((socket) => heard.push(text(socket.on('end', () => socket.end('bye')))));
  await once(front.listen(0, '127.0.0.1'), 'listening');
  const { port } = front.address() as AddressInfo;
  const listen = await freePort();
  await using door = await openDoor({
    spawn: reaper.spawn,
    logFolder,
    doors: [{ listen, to: { host: '127.0.0.1', port } }],
  });
  const client = connect({ port: listen, host: '127.0.0.1', localAddress: '127.0.7.9' });
  client.end('hello');
  assert.equal(await text(client), 'bye');
  assert.match((await heard[0]) ?? '', /^PROXY TCP4 127\.0\.7\.9 127\.0\.0\.1 \d+ \d+\r\nhello$/u);
  front.close();
  assert.ok(door);
  await rm(logFolder, { recursive: true });
});
