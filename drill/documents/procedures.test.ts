import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RehearsalEnd } from '../../stack/stack-driver.ts';
import { judgeProcedure } from './judge-procedure.ts';
import type { Played } from './play-procedure.ts';
import {
  betweenDownAndUp,
  firstOfEach,
  inContainers,
  installs,
  namesByPath,
  procedureIn,
} from './read-procedure.ts';

const text = [
  '# Plan',
  '### Update',
  'Do this:',
  '```bash',
  '# 1. Pull',
  'git pull origin main   # the newest',
  '',
  'pm2 restart all',
  '# OR',
  'sudo systemctl restart shop',
  '```',
  '### Next',
].join('\n');

test('a procedure is the first block below its heading, with the line of each command', () => {
  const written = procedureIn(text, '### Update');
  assert.deepEqual(written?.commands, [
    { text: 'git pull origin main', line: 6 },
    { text: 'pm2 restart all', line: 8 },
    { text: 'sudo systemctl restart shop', line: 10 },
  ]);
  assert.equal(procedureIn(text, '### Next'), undefined);
  assert.equal(procedureIn(text, '### Rollback'), undefined);
  assert.ok(!firstOfEach(written?.script ?? '').includes('systemctl'));
  assert.ok(firstOfEach(written?.script ?? '').includes('pm2 restart all'));
});

test('a heading without a block has the commands of its list', () => {
  const listed = [
    '## Run',
    'Type:',
    '- `docker compose up -d`',
    '- look at `ps`',
    '## Next',
    '```',
    'x',
    '```',
  ];
  assert.deepEqual(procedureIn(listed.join('\n'), '## Run'), {
    script: 'docker compose up -d',
    commands: [{ text: 'docker compose up -d', line: 3 }],
  });
});

test('a procedure that stops all before it starts it again is told', () => {
  const at = (...texts: readonly string[]) => texts.map((line, index) => ({ text: line, line: index + 1 }));
  const told = betweenDownAndUp(at('docker compose -f a.yml down', 'docker compose -f a.yml up -d'));
  assert.equal(told, 'line 1 stops what serves before line 2 starts it again');
  assert.equal(betweenDownAndUp(at('docker compose up -d --build')), undefined);
  assert.equal(betweenDownAndUp(at('docker compose up -d', 'docker compose down')), undefined);
});

test('what needs Docker, and what installs packages, is seen', () => {
  const of = (...lines: readonly string[]) =>
    inContainers(lines.map((line) => ({ text: line, line: 1 }))).length;
  assert.equal(of('docker compose up -d', 'cd a && docker-compose build', 'echo docker', 'git pull'), 2);
  assert.equal(of('/usr/bin/docker ps', '$HOME/bin/docker-compose up', 'cat /etc/docker.conf'), 2);
  assert.deepEqual(['/usr/bin/docker ps', 'cd docker && docker ps', 'ls a/docker/b'].map(namesByPath), [
    true,
    false,
    false,
  ]);
  assert.ok(installs('cd a\nnpm ci --production=false'));
  assert.ok(!installs('npm run build'));
});

const stated = {
  id: 'update',
  source: 'PLAN.md, Update',
  file: 'PLAN.md',
  after: '### Update',
  folders: ['.', 'server'],
  leadsTo: 'newest' as const,
  timeoutMs: 1_000,
  standIns: ['pm2'],
  restarts: '^pm2 restart',
  serves: false,
  into: '.',
  environment: {},
  fills: {},
};
const done: Played = { folder: '.', exitCode: 0, said: '', calls: ['pm2 restart all'], arrived: true };

test('a procedure works from one folder, leads where it should, and restarts what runs', () => {
  const outcome = (...played: readonly Played[]) => judgeProcedure(stated, played);
  assert.notEqual(outcome(done).outcome, 'fail');
  assert.notEqual(outcome({ ...done, exitCode: 1 }, { ...done, folder: 'server' }).outcome, 'fail');
  assert.match(
    outcome({ ...done, exitCode: 1, said: 'no such file' }).reason ?? '',
    /begun in \.: .*no such file/u,
  );
  assert.match(outcome({ ...done, arrived: false }).reason ?? '', /not at the commit/u);
  assert.match(outcome({ ...done, calls: ['pm2 list'] }).reason ?? '', /nothing was restarted/u);
  assert.equal(outcome().outcome, 'fail');
});

test('containers have to run afterwards; what did not work on a likeness is open', () => {
  const up: RehearsalEnd = {
    ...{ calls: [], missing: [], refused: [], standIns: [] },
    ...{ running: ['web'], notRunning: [] },
  };
  const ended = (containers: Partial<RehearsalEnd>, more: Partial<Played> = {}) =>
    judgeProcedure(stated, [{ ...done, ...more, containers: { ...up, ...containers } }]);
  const standIns = ['local/redis:7 for redis:7'];
  const falls = ['web: Exited (1)'];
  assert.equal(ended({}).outcome, undefined);
  assert.match(ended({ standIns }).reason ?? '', /stood in: local\/redis:7 for redis:7/u);
  assert.match(ended({ notRunning: falls }).reason ?? '', /these do not run: web: Exited \(1\)/u);
  assert.equal(ended({ running: [] }).outcome, 'fail');
  assert.equal(ended({ notRunning: falls, standIns }).outcome, 'inconclusive');
  assert.equal(ended({ standIns }, { exitCode: 1 }).outcome, 'inconclusive');
  assert.equal(ended({ standIns }, { calls: [] }).outcome, 'fail', 'no image is the reason of that');
  assert.equal(ended({ missing: ['a:1 (no host)'] }, { exitCode: 75 }).outcome, 'inconclusive');
  assert.equal(ended({ refused: ['docker rm'] }, { exitCode: 75 }).outcome, 'inconclusive');
});
