import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProcessPlan } from '../../recipes/recipe.ts';
import { companionsOf, laterFiles, overlayOf, servedFiles } from './overlay.ts';

const plan = (name: string, words: readonly string[]): ProcessPlan => ({
  role: 'application',
  name,
  kind: 'a test',
  version: '1',
  program: 'node',
  arguments: words,
  folder: '/state/app',
  environment: {},
  port: 8080,
  ready: 'tcp',
  readyWithinMs: 1_000,
  serves: [],
});

const net = '10.1.2';
const companions = companionsOf([plan('pages', ['serve', '$HOME']), plan('worker', [])], net);
const { services } = overlayOf({
  folder: '/stack',
  net,
  program: 'nginx',
  server: plan('api', ['server.js']),
  companions,
  stateFolder: '/state',
  filesFolder: '/release/dist',
  laterFolder: '/stack/later',
  user: '65534:65534',
  path: '/bin',
});
const service = (name: string): Record<string, unknown> => {
  const found = services[name];
  assert.ok(typeof found === 'object' && found !== null, name);
  return Object.fromEntries(Object.entries(found));
};

test('replicas are started as the recipe says, are found by its name, and write where the commands do', () => {
  for (const name of ['application-1', 'application-2']) {
    const { command, working_dir: folder, volumes, user, networks } = service(name);
    assert.deepEqual(command, ['node', 'server.js']);
    assert.equal(folder, '/state/app');
    assert.deepEqual(volumes, ['/state:/state']);
    assert.equal(user, '65534:65534');
    assert.match(JSON.stringify(networks), /"aliases":\["api"\]/u);
  }
  assert.deepEqual(service('operations')['volumes'], ['/state:/state']);
});

test('each process beside them has a container that is labelled, closed and not root’s', () => {
  assert.deepEqual(
    companions.map(({ host }) => host),
    ['10.1.2.13', '10.1.2.14'],
  );
  for (const { service: name } of companions) {
    const own = service(name);
    assert.equal(own['read_only'], true);
    assert.deepEqual(own['cap_drop'], ['ALL']);
    assert.equal(own['user'], '65534:65534');
    assert.match(JSON.stringify(own['labels']), /golive\.run/u);
    assert.equal(own['ports'], undefined);
  }
});

test('Compose fills nothing into a command', () => {
  assert.deepEqual(service('companion-1')['command'], ['node', 'serve', '$$HOME']);
});

test('the front has the files that it serves, also of a release that comes later, to read', () => {
  const volumes = [`/release/dist:${servedFiles}:ro`, `/stack/later:${laterFiles}:ro`];
  assert.deepEqual(service('nginx')['volumes'], volumes);
});
