import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { freePort, wantedPort } from './ports.ts';
import { StackError } from './stack-error.ts';

describe('ports', () => {
  it('deals no port twice, and none that the system takes for connections', async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
    assert.equal(new Set(ports).size, 20);
    for (const port of ports) assert.ok(port >= 20_000 && port < 60_999, String(port));
  });

  it('gives a wanted port that is free', async () => {
    const port = await freePort();
    assert.equal(await wantedPort(port), port);
  });

  it('names a busy port and who has it', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    try {
      await assert.rejects(wantedPort(port), (error: unknown) => {
        assert.ok(error instanceof StackError);
        assert.equal(error.code, 'port-busy');
        assert.match(error.message, new RegExp(`port ${port} .* in use by .*pid ${process.pid}`, 'u'));
        return true;
      });
    } finally {
      server.close();
    }
  });
});
