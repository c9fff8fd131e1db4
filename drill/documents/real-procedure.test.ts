import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findLabelled } from '../../stack/docker/engine/labelled-things.ts';
import { askEngine } from '../../stack/docker/engine/engine-socket.ts';
import { dockerDriver } from '../../stack/docker/driver.ts';
import { openEchoRun } from '../../stack/docker/fixtures/echo-run.ts';
import { environment } from '../../stack/environment.ts';
import { runCommand } from '../../stack/process/run-command.ts';
import type { EmptyStack } from '../../stack/stack-driver.ts';
import { judgeProcedure } from './judge-procedure.ts';
import { playProcedure, type Played } from './play-procedure.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1';

const server = `
const { connect } = require('node:net');
const at = new URL(process.env.DATABASE_URL);
const socket = connect(Number(at.port), at.hostname);
socket.on('error', (error) => { console.error('no database:', error.message); process.exit(3); });
socket.on('connect', () => console.log('the database is there'));
setInterval(() => {}, 1000);
`;
const dockerfile =
  'ARG NODE=24\nFROM node:${NODE}-slim\nWORKDIR /srv\nCOPY server.cjs .\nCMD ["node", "server.cjs"]\n';
const composition = (port: string) => `
services:
  cache: { image: 'redis:7-alpine', container_name: shop-cache }
  web:
    build: .
    image: shop/web:newest
    container_name: shop-web
    env_file: [./settings/.env]
    depends_on: [cache]
    restart: always
    ports: ['${port}']
`;
/** The engine has them: nothing stands in. */
const onHeldImages = {
  Dockerfile: dockerfile.replace('node:${NODE}-slim', 'golive-local/node:24'),
  'compose.prod.yml': composition('80').replace('redis:7-alpine', 'golive-local/redis:7'),
};
const script = [
  'cd /opt/shop',
  'git pull origin main',
  'docker compose -f compose.prod.yml build',
  'docker compose -f compose.prod.yml run --rm web node -e "console.log(process.version)"',
  'sudo docker compose -f compose.prod.yml down',
  '! (PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; docker ps) || exit 9',
  'docker compose -f compose.prod.yml up -d',
  'docker image prune -f',
  `echo "web: $(docker ps --filter name=web --format '{{.Ports}}')"`,
  'docker logs shop-web',
].join('\n');
const stated = {
  id: 'deploy',
  source: 'PLAN.md, Deploy',
  file: 'PLAN.md',
  after: '## Deploy',
  folders: ['.'],
  leadsTo: 'newest' as const,
  timeoutMs: 120_000,
  standIns: [],
  restarts: '^docker compose .*up -d$',
  serves: false,
  into: '.',
  environment: {},
  environmentFile: 'settings/.env',
  fills: { '/opt/shop': '{checkout}' },
};

describe(
  'a documented procedure with containers, on a real engine',
  { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' },
  () => {
    let folder: string;
    let run: Awaited<ReturnType<typeof openEchoRun>>;
    let empty: EmptyStack;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'golive-test-procedure-'));
      run = await openEchoRun();
      empty = await dockerDriver.startEmpty(run.options('procedure'));
    });
    after(async () => {
      await empty?.[Symbol.asyncDispose]();
      await run?.reaper.close();
      await rm(folder, { recursive: true, force: true });
    });

    let plays = 0;
    async function play(files: Readonly<Record<string, string>> = {}, commands = script): Promise<Played> {
      const release = join(folder, `release-${(plays += 1)}`);
      await mkdir(release, { recursive: true });
      const all = {
        'compose.prod.yml': composition('127.0.0.1:1:80'),
        Dockerfile: dockerfile,
        'server.cjs': server,
      };
      for (const [name, text] of Object.entries({ ...all, ...files }))
        await writeFile(join(release, name), text);
      const place = { spawn: run.reaper.spawn, folder, environment: environment.forSystems };
      const exec = (command: Parameters<typeof runCommand>[1]) => runCommand(place, command);
      const signal = AbortSignal.timeout(180_000);
      const at = { exec, signal, folder: join(folder, `play-${plays}`) };
      const { rehearse } = empty;
      assert.ok(rehearse !== undefined);
      const { environmentFile } = stated;
      const played = await playProcedure(at, {
        ...{ release, stated, script: commands, begin: '.', operate: exec },
        rehearse: (places) => rehearse({ ...places, environmentFile }),
      });
      const left = (await findLabelled(run.run)).filter(
        ({ labels }) => labels['golive.stack'] === 'procedure-documented',
      );
      assert.deepEqual(left, [], 'all that it made is gone');
      return played;
    }

    it('is played in a project of its own, beside the run’s database, and nothing is published or left', async () => {
      const played = await play();
      assert.equal(played.exitCode, 0, played.said);
      assert.match(played.said, /^web: *$/mu, 'no port is published');
      assert.match(played.said, /the database is there/u);
      assert.deepEqual(played.containers?.running.toSorted(), ['cache', 'web']);
      const row = judgeProcedure(stated, [played]);
      assert.equal(row.outcome, undefined, JSON.stringify(row));
      const tagged = await askEngine('GET', '/images/shop/web:newest/json');
      assert.equal(tagged.status, 404, 'no image of the machine has the name that the documents use');
    });

    it('fails where a service falls over once it was started, with what it said', async () => {
      const broken = { 'server.cjs': 'console.log("no key"); process.exit(4)' };
      const row = judgeProcedure(stated, [await play({ ...broken, ...onHeldImages })]);
      assert.equal(row.outcome, 'fail');
      assert.match(row.reason ?? '', /do not run: web: .*no key/su);
    });

    it('fails where its commands are wrong, or start nothing', async () => {
      const wrong = await play({}, script.replaceAll('compose.prod.yml', 'compose.production.yml'));
      assert.match(judgeProcedure(stated, [wrong]).reason ?? '', /compose\.production\.yml: no such file/u);
      const lazy = await play(
        {},
        script.replace('docker compose -f compose.prod.yml up -d\n', '').replace('docker logs shop-web', ''),
      );
      assert.match(
        judgeProcedure(stated, [lazy]).reason ?? '',
        /nothing was restarted: what docker was called with: sudo docker compose/u,
      );
    });

    it('stays open where an image cannot be had, and where it would touch what is not the run’s', async () => {
      const unknown = await play({ Dockerfile: 'FROM golive-test/nobody-has-this:1\n' });
      const open = judgeProcedure(stated, [unknown]);
      assert.equal(open.outcome, 'inconclusive');
      assert.match(open.reason ?? '', /images that cannot be had here: golive-test\/nobody-has-this:1/u);
      const binds = `${composition('80')}    volumes: ['/etc:/machine']\n`;
      const bound = judgeProcedure(stated, [await play({ 'compose.prod.yml': binds })]);
      assert.equal(bound.outcome, 'inconclusive');
      assert.match(bound.reason ?? '', /web binds \/etc of the machine/u);
      const removes = judgeProcedure(stated, [await play({}, `${script}\ndocker volume rm everything`)]);
      assert.equal(removes.outcome, 'inconclusive');
      assert.match(removes.reason ?? '', /docker volume rm everything: it may touch/u);
    });
  },
);
