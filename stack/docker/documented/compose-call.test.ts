import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksOfItself, namesFiles, reachesOut, splitCompose, tamed } from './compose-call.ts';

test('a call is taken apart before Compose’s own command, and its project is left out', () => {
  const call = splitCompose([
    '-f',
    'a.yml',
    '-p',
    'shop',
    '--profile=x',
    '--env-file',
    'e',
    'run',
    '--rm',
    '-p',
    '80:80',
    'web',
  ]);
  assert.deepEqual(call, {
    before: ['-f', 'a.yml', '--profile=x', '--env-file', 'e'],
    command: ['run', '--rm', '-p', '80:80', 'web'],
  });
  assert.deepEqual(splitCompose(['--project-name=shop', 'up', '-d']), { before: [], command: ['up', '-d'] });
  assert.ok(namesFiles(call));
  assert.ok(namesFiles(splitCompose(['--file=a.yml', 'up'])));
  assert.ok(!namesFiles(splitCompose(['up', '-f'])));
});

test('of the other commands those go to the engine that look on, or touch the run’s own alone', () => {
  const containers = { 'shop-web': 'golive-x-web-1' };
  const of = (line: string) => tamed(line.split(' '), { containers, label: 'golive.run=r' })?.join(' ');
  assert.equal(of('ps --filter name=web'), 'ps --filter name=web');
  assert.equal(of('exec shop-web id'), 'exec golive-x-web-1 id');
  assert.equal(of('restart -t 5 shop-web'), 'restart -t 5 golive-x-web-1');
  assert.equal(of('image prune -f'), 'image prune -f --filter label=golive.run=r');
  for (const line of [
    'restart somebody-else',
    'stop shop-web somebody-else',
    'exec somebody-else rm -rf /',
    'inspect',
    'volume rm x',
    'system prune -f',
    'run --rm x',
    'rm -f shop-web',
    'build .',
  ])
    assert.equal(of(line), line === 'inspect' ? 'inspect' : undefined, line);
});

test('what a command would take of the machine, or change of others, is seen', () => {
  const of = (line: string) => reachesOut(splitCompose(line.split(' ')));
  for (const line of [
    'push web',
    'build --push',
    'down --rmi all',
    'run --rm -p 80:80 web',
    'run -e A=1 --publish=80:80 web',
    'run --service-ports web',
    '-f a.yml run -v /etc:/x web sh',
  ])
    assert.notEqual(of(line), undefined, line);
  for (const line of [
    'build --no-cache',
    'down -v',
    'run --rm -e A=1 web tool -p 80',
    'up -d --build',
    'exec web sh -v',
  ])
    assert.equal(of(line), undefined, line);
  assert.ok(asksOfItself(splitCompose(['version'])));
  assert.ok(asksOfItself(splitCompose(['--version'])));
  assert.ok(!asksOfItself(splitCompose(['up', '-d'])));
});
