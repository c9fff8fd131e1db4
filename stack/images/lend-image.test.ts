import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeMachine } from '../tools/fake-machine.ts';
import { fakeDocker } from './fake-docker.ts';
import { lendImage } from './lend-image.ts';

async function lend(reference: string, registry: readonly string[] = []) {
  using fake = fakeMachine();
  fake.program('mmdebstrap', `fs.writeFileSync(args.at(-1), '');`);
  const docker = fakeDocker(fake.machine, { registry });
  const first = await lendImage(reference, { docker, report: () => undefined });
  const again = await lendImage(reference, { docker, report: () => undefined });
  return { first, again, pulls: docker.log.filter((line) => line.startsWith('pull')).length };
}

test('an image is its registry’s where one answers', async () => {
  const { first, again, pulls } = await lend('python:3.11-slim', ['python:3.11-slim']);
  assert.deepEqual([first, again, pulls], [{ outcome: 'held' }, { outcome: 'held' }, 1]);
});

test('without a registry a local one of the same program and version stands in', async () => {
  for (const reference of ['redis:7-alpine', 'registry.example:5000/library/redis:7']) {
    const { first, again, pulls } = await lend(reference);
    assert.deepEqual(first, { outcome: 'stands-in', reference: 'golive-local/redis:7' });
    assert.deepEqual(again, first);
    assert.equal(pulls, 1, 'a registry behind a wall is asked once');
  }
});

test('what only documents name is built when they do', async () => {
  const { first } = await lend('python:3.11-slim');
  assert.deepEqual(first, { outcome: 'stands-in', reference: 'golive-local/python:3.11' });
});

test('another program, or another version, is missing, and why', async () => {
  for (const reference of [
    'redis:6',
    'redis:70',
    'python:3.12',
    'python:3',
    'shop/redis:7',
    'mysql:8',
    'redis',
  ]) {
    const { first, again } = await lend(reference);
    assert.deepEqual(first, { outcome: 'missing', why: 'no such host' });
    assert.ok(again.outcome === 'missing' && /when it was last asked/u.test(again.why));
  }
});
