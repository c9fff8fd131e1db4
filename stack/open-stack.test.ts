import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Access, StackFacts } from './facts.ts';
import { openStack } from './open-stack.ts';
import { StackError } from './stack-error.ts';

describe('openStack', () => {
  let folder: string;
  const access: Access = { caPem: 'pem', accounts: {}, secrets: [] };
  const facts = (): StackFacts => ({
    run: 'r1',
    name: 'main',
    target: 'some',
    driver: 'process',
    hostName: 'app.some.example',
    front: { host: '127.0.0.1', httpsPort: 20443, httpPort: 20080 },
    spki: 'x',
    seed: 'S',
    startedAt: '2026-01-05T08:00:00.000Z',
    release: { version: '1', digest: 'd' },
    parts: [],
    emulated: [],
    repaired: [],
    accessFile: join(folder, 'access.json'),
    forcedScene: null,
  });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-open-'));
  });
  after(() => rm(folder, { recursive: true }));

  const refuses = (pattern: RegExp) => (error: unknown) => {
    assert.ok(error instanceof StackError);
    assert.equal(error.code, 'stack-file');
    assert.match(error.message, pattern);
    return true;
  };

  it('reads the facts and the access that they name', async () => {
    await writeFile(join(folder, 'stack.json'), JSON.stringify(facts()));
    await writeFile(join(folder, 'access.json'), JSON.stringify(access));
    assert.deepEqual(openStack(join(folder, 'stack.json')), { facts: facts(), access });
  });

  it('names file and field of what it cannot read', async () => {
    assert.throws(
      () => openStack(join(folder, 'none.json')),
      refuses(/none\.json: expected the facts .*ENOENT/u),
    );
    await writeFile(join(folder, 'bad.json'), JSON.stringify({ ...facts(), driver: 'steam' }));
    assert.throws(() => openStack(join(folder, 'bad.json')), refuses(/bad\.json: driver: /u));
    await writeFile(join(folder, 'cut.json'), '{"run": ');
    assert.throws(
      () => openStack(join(folder, 'cut.json')),
      refuses(/cut\.json: expected the facts .*JSON/u),
    );
    await writeFile(
      join(folder, 'gone.json'),
      JSON.stringify({ ...facts(), accessFile: '/nowhere/access.json' }),
    );
    assert.throws(
      () => openStack(join(folder, 'gone.json')),
      refuses(/\/nowhere\/access\.json: expected the access/u),
    );
  });
});
