import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { before, describe, it } from 'node:test';

import { environment } from '../environment.ts';
import { currentMachine } from '../tools/index.ts';
import { localBase } from './base-image.ts';
import { ensureImage } from './build-image.ts';
import { chooseImages } from './choose-images.ts';
import { openDockerClient, type DockerClient } from './docker-client.ts';
import { imageSet, type ImageName } from './image-set.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1';

interface Container extends AsyncDisposable {
  /** Runs a program in it until it answers with exit code 0, for 20 s at most. */
  until(...words: readonly string[]): Promise<string>;
  exec(
    ...words: readonly string[]
  ): Promise<{ readonly exitCode: number | undefined; readonly output: string }>;
}

describe('local images on a real engine', { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' }, () => {
  let docker: DockerClient;
  before(async () => {
    const machine = currentMachine(environment.inherited);
    docker = await openDockerClient(machine);
    await chooseImages({ machine, origin: 'local', report: () => undefined });
  });

  const start = async (name: ImageName, options: readonly string[], ...words: readonly string[]) => {
    const image = imageSet.find((known) => known.name === name)?.local ?? '';
    const hardened = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges', '--tmpfs=/tmp'];
    const run = ['run', '--detach', '--label=golive.test=images', ...hardened, ...options, image, ...words];
    const { exitCode, output } = await docker.ask(run);
    assert.equal(exitCode, 0, output);
    return container(docker, output.trim().split('\n').at(-1) ?? '');
  };

  it('are built from their folder, carry its recipe, and take the place of the one before', async () => {
    const redis = imageSet.find(({ name }) => name === 'redis');
    const base = await docker.image(localBase);
    assert.ok(redis !== undefined && base !== undefined);
    const image = { ...redis, local: `golive-test/redis:${process.pid}` };
    await using _image = {
      [Symbol.asyncDispose]: async () => void (await docker.ask(['image', 'rm', '--force', image.local])),
    };
    const options = { docker, base: { reference: localBase, id: base.id }, dockerfile: 'Dockerfile' };
    const report = (): void => undefined;
    const first = await ensureImage(image, { ...options, fresh: true, report });
    assert.ok(first.builtInMs !== undefined);
    const second = await ensureImage(image, { ...options, fresh: false, report });
    assert.deepEqual([second.id, second.builtInMs], [first.id, undefined]);
  });

  it('postgres: user, password and database of its environment, over the network too', async () => {
    const words = { POSTGRES_USER: 'app', POSTGRES_PASSWORD: 'a secret', POSTGRES_DB: 'a "base"' };
    const variables = Object.entries(words).map(([name, value]) => `--env=${name}=${value}`);
    const sockets = '--tmpfs=/var/run/postgresql:mode=1777';
    await using server = await start('postgres', [...variables, sockets], '-c', 'work_mem=5MB');
    await server.until('pg_isready', '-h', '127.0.0.1');
    const ask = (password: string) =>
      server.exec(
        'env',
        `PGPASSWORD=${password}`,
        'sh',
        '-c',
        `psql -h $(hostname -i) -U app -d 'a "base"' -Atc 'show work_mem'`,
      );
    assert.equal((await ask('a secret')).output.trim(), '5MB');
    assert.match((await ask('wrong')).output, /password authentication failed/);
  });

  it('postgres: without a password it refuses to start, and says what it expected', async () => {
    await using server = await start('postgres', ['--tmpfs=/var/run/postgresql:mode=1777']);
    await assert.rejects(
      server.until('pg_isready', '-h', '127.0.0.1'),
      /expected POSTGRES_PASSWORD, got nothing/,
    );
  });

  it('redis: options alone are the server’s, and strangers of its network may come in', async () => {
    await using server = await start('redis', [], '--appendonly', 'yes');
    await server.until('redis-cli', 'ping');
    const said = await server.exec('sh', '-c', 'redis-cli -h $(hostname -i) config get appendonly');
    assert.match(said.output, /yes/);
  });

  it('nginx: a template is filled with the environment, and other names stand', async () => {
    const template = 'server { listen 8080; return 200 "${GREETING} $uri"; }';
    const options = ['--env=GREETING=hello', '--volume=/etc/nginx/conf.d', '--volume=/etc/nginx/templates'];
    const late = `printf '%s' '${template}' > /etc/nginx/templates/a.conf.template && exec /docker-entrypoint.sh nginx -g 'daemon off;'`;
    await using server = await start('nginx', [...options, '--entrypoint=sh'], '-c', late);
    assert.equal(await server.until('curl', '-fsS', 'http://127.0.0.1:8080/page'), 'hello /page');
  });

  it('caddy: its admin answers as in the official image', async () => {
    const places = ['--tmpfs=/data:mode=1777', '--tmpfs=/config:mode=1777'];
    await using server = await start('caddy', places);
    assert.match(await server.until('wget', '-q', '-O', '-', 'http://127.0.0.1:2019/config/'), /srv0/);
  });

  it('objects: versitygw on a volume that its user may write', async () => {
    const keys = ['--env=ROOT_ACCESS_KEY=key', '--env=ROOT_SECRET_KEY=a-long-secret'];
    const words = [
      '--port',
      ':7070',
      '--health',
      '/health',
      'posix',
      '--sidecar',
      '/data/metadata',
      '/data/buckets',
    ];
    await using server = await start('objects', keys, ...words);
    assert.match(await server.until('wget', '-q', '-O', '-', 'http://127.0.0.1:7070/health'), /OK/);
  });

  it('node: a script is Node’s, another program is itself, and PostgreSQL’s clients are there', async () => {
    await using node = await start('node', [], '-e', 'setTimeout(() => 0, 60000)');
    assert.equal(
      (await node.until('node', '--version')).split('.')[0],
      `v${process.versions.node.split('.')[0]}`,
    );
    for (const program of ['pg_dump', 'pg_restore', 'psql'])
      assert.match(await node.until(program, '--version'), / 15\./);
  });

  it('none of them is root’s', async () => {
    for (const { name, local } of imageSet) {
      const { output } = await docker.ask(['run', '--rm', '--entrypoint=id', local, '-u']);
      assert.ok(Number(output.trim()) > 0, `${name}: ${output}`);
    }
  });
});

function container(docker: DockerClient, id: string): Container {
  const exec: Container['exec'] = (...words) => docker.ask(['exec', id, ...words], 30_000);
  return {
    exec,
    until: async (...words) => {
      const deadline = performance.now() + 20_000;
      for (;;) {
        const { exitCode, output } = await exec(...words);
        if (exitCode === 0) return output.trim();
        const state = await docker.ask(['inspect', '--format', '{{.State.Running}}', id]);
        if (state.output.trim() !== 'true' || performance.now() > deadline) {
          const logs = await docker.ask(['logs', '--tail', '5', id]);
          throw new Error(
            `expected ${words.join(' ')} to succeed, got ${output.trim()}; logs: ${logs.output}`,
          );
        }
        await pause(100);
      }
    },
    [Symbol.asyncDispose]: async () => void (await docker.ask(['rm', '--force', '--volumes', id])),
  };
}
