import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StackFacts } from '../stack/facts.ts';
import { environmentOf, shapeOf } from './environment-parts.ts';

const mb = 1024 * 1024;
const part = (role: StackFacts['parts'][number]['role'], name: string) => ({
  role,
  name,
  kind: 'k',
  version: '1',
});
const limit = (service: string, memoryMb: number) => ({ service, cpus: 1, memoryBytes: memoryMb * mb });
const facts: StackFacts = {
  run: 'r',
  name: 'main',
  target: 't',
  driver: 'docker',
  hostName: 'app.example',
  front: { host: '127.0.0.1', httpsPort: 1, httpPort: 2 },
  spki: '',
  seed: 'S',
  startedAt: '2026-03-02T10:55:12.402Z',
  release: { version: '1', digest: 'd' },
  parts: [
    part('database', 'postgres'),
    part('application', 'shop-1'),
    part('application', 'shop-2'),
    part('front', 'caddy'),
    part('objects', 'objects'),
  ],
  emulated: ['objects'],
  repaired: [],
  accessFile: '',
  forcedScene: null,
};
const shape = {
  name: '1cpu-2gb',
  cpus: 1,
  memoryBytes: 2048 * mb,
  cpuset: '0',
  limits: [
    limit('operations', 10),
    limit('caddy', 96),
    limit('application-1', 384),
    limit('application-2', 385),
    limit('database', 448),
    limit('objects', 224),
  ],
};

test('each part has the limits of its own container, and says how real it is', () => {
  const parts = environmentOf({ ...facts, shape });
  assert.deepEqual(
    parts.map(({ limits }) => limits?.memoryMb),
    [448, 384, 385, 96, 224],
  );
  assert.deepEqual(
    parts.map(({ emulated }) => emulated),
    [false, false, false, false, true],
  );
  assert.deepEqual(shapeOf({ ...facts, shape }), {
    shape: { name: '1cpu-2gb', title: '1 CPU / 2 GB', cpuset: '0' },
  });
});

test('without a shape nothing is said of limits', () => {
  assert.ok(environmentOf(facts).every((each) => !('limits' in each)));
  assert.deepEqual([shapeOf(facts), shapeOf(undefined), environmentOf(undefined)], [{}, {}, []]);
});
