import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandOfCompose, readStart } from './read-start.ts';

const start = (where: string, text: string) => readStart([{ where, text }]).start?.value;

test('how a server is started stands in its image, the last command counting', () => {
  const image =
    'FROM node AS build\nCMD ["false"]\nFROM node\nENTRYPOINT ["tini"]\nCMD ["node", "server.js", "it\'s"]\n';
  assert.equal(start('deploy/Dockerfile', image), String.raw`node server.js 'it'\''s'`);
  assert.equal(start('Dockerfile.prod', 'cmd gunicorn \\\n  app:app\r\n'), 'gunicorn    app:app');
  assert.equal(start('Dockerfile', 'CMD ["broken"'), undefined);
});

test('or in a Procfile, or in the scripts of a package; else nothing is made up', () => {
  assert.equal(start('Procfile', 'worker: celery\nweb: gunicorn app:app\n'), 'gunicorn app:app');
  assert.equal(start('package.json', '{"scripts":{"start":"node ."}}'), 'npm start');
  for (const text of ['{}', 'null', '{"scripts":']) assert.equal(start('package.json', text), undefined);
  assert.equal(start('README.md', 'CMD ["node"]'), undefined);
});

test('what runs it in the end says more than its package', () => {
  const files = [
    { where: 'package.json', text: '{"scripts":{"start":"vite"}}' },
    { where: 'Dockerfile', text: 'CMD node dist/server.js' },
  ];
  assert.deepEqual(readStart(files).start, { value: 'node dist/server.js', where: 'Dockerfile' });
});

test('or in a compose file, of what is built here', () => {
  const image = { image: 'redis', command: 'redis-server' };
  assert.equal(
    commandOfCompose({ services: { image, app: { build: '.', command: 'serve app:app ' } } }),
    'serve app:app',
  );
  assert.equal(
    commandOfCompose({ services: { app: { build: {}, command: ['sh', '-c', 'a b'] } } }),
    "sh -c 'a b'",
  );
  for (const nothing of [undefined, null, 'text', { services: null }, { services: { image } }])
    assert.equal(commandOfCompose(nothing), undefined);
});
