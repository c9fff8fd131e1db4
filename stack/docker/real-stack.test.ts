import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { answers } from '../answers.ts';
import { openHttp } from '../clients/http.ts';
import { openSql } from '../clients/sql.ts';
import { waitUntil, type Look } from '../database/wait-until.ts';
import { environment } from '../environment.ts';
import { openStack } from '../open-stack.ts';
import type { Reaper } from '../reaper/reaper.ts';
import type { StackOptions } from '../stack-driver.ts';
import type { StartedStack } from '../started-stack.ts';
import { dockerDriver } from './driver.ts';
import { findLabelled } from './engine/labelled-things.ts';
import { openEchoRun } from './fixtures/echo-run.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1';

interface Echo {
  readonly replica: string;
  readonly client: string;
  readonly greeting: string;
}

async function ask<T = Echo>(stack: StartedStack, path = '/', sourceAddress = '127.0.0.1'): Promise<T> {
  const http = openHttp({ facts: stack.facts, access: stack.access, sourceAddress });
  try {
    return (await http.request({ method: 'GET', path })).json() as T;
  } finally {
    await http.close();
  }
}

const reached = async (stack: StartedStack): Promise<boolean> =>
  (await ask<{ reached: boolean }>(stack, '/database')).reached;
const command = (line: string) => ({ program: 'sh', arguments: ['-c', line], timeoutMs: 20_000 });
const until = (what: string, look: () => Promise<Look>) => waitUntil({ what, limitMs: 20_000, look });

describe(
  'the container stack, on a real engine',
  { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' },
  () => {
    let reaper: Reaper;
    let run: string;
    let stack: StartedStack;
    let exchange: string;
    let options: (name: string, exchangeFolder?: string) => StackOptions;

    before(async () => {
      exchange = await mkdtemp(join(tmpdir(), 'golive-test-exchange-'));
      ({ run, reaper, options } = await openEchoRun());
      stack = await dockerDriver.start(options('main', exchange));
    });
    after(async () => {
      await stack?.[Symbol.asyncDispose]();
      await reaper?.close();
      await rm(exchange, { recursive: true, force: true });
      assert.deepEqual(await findLabelled(run), []);
    });

    it('tells the application each client’s own address, and keeps a client at one replica', async () => {
      // Enough that both replicas are met whatever the run's subnet makes of the addresses.
      const clients = Array.from({ length: 24 }, (_, at) => `127.${at % 3}.${at}.${at + 1}`);
      const askAll = () => Promise.all(clients.map((client) => ask(stack, '/', client)));
      // The front asks each replica for its health once a second, and sends to those that have said yes.
      await until('the front to know both replicas', async () => {
        const replicas = new Set((await askAll()).map(({ replica }) => replica)).size;
        return replicas === 2 ? { done: true } : { done: false, seen: `${replicas} replica` };
      });
      const seen = await askAll();
      assert.deepEqual(
        seen.map(({ client }) => client),
        clients,
      );
      assert.equal(new Set(seen.map(({ replica }) => replica)).size, 2);
      const again = await askAll();
      assert.deepEqual(
        again.map(({ replica }) => replica),
        seen.map(({ replica }) => replica),
      );
      assert.match(seen[0]?.greeting ?? '', /^it is [\w-]+ & "so" \$HOME$/u);
    });

    it('leads plain HTTP to HTTPS, adds the documented headers, and says what it is made of', async () => {
      const http = openHttp({ facts: stack.facts, access: stack.access, plain: true });
      const { status, headers } = await http.request({ method: 'GET', path: '/x?y=1' });
      await http.close();
      assert.equal(status, 308);
      assert.equal(headers['location'], `https://${stack.facts.hostName}/x?y=1`);
      const opened = openStack(stack.factsFile);
      assert.deepEqual(opened.facts, stack.facts);
      assert.equal(opened.facts.driver, 'docker');
      assert.match(
        stack.facts.parts.map(({ version }) => version).join(),
        /^15\.\d+, \S+ (?:built here|from its)/u,
      );
    });

    it('cuts each replica from the database, and heals', async () => {
      assert.equal(await reached(stack), true);
      {
        await using cut = await stack.component('application').cutFrom('database');
        assert.ok(cut);
        assert.equal(await reached(stack), false);
        assert.ok(stack.access.sql);
        await using sql = openSql(stack.access.sql);
        assert.deepEqual(await sql.query('SELECT 1 AS one'), [{ one: 1 }]);
      }
      assert.equal(await reached(stack), true);
      await assert.rejects(stack.component('database').cutFrom('objects'), /expected the application and/u);
    });

    it('a replica that is killed stays down and the other answers; one that crashes is started again', async () => {
      const [first, second] = stack.components.filter(({ role }) => role === 'application');
      assert.ok(first !== undefined && second !== undefined);
      const { replica } = await ask(stack);
      const victim = (await first.exec(command('hostname'))).stdout.trim() === replica ? first : second;
      await victim.kill();
      assert.notEqual((await ask(stack)).replica, replica);
      await victim.start();
      await until('the client to be back at its replica', async () => {
        const seen = (await ask(stack)).replica;
        return seen === replica ? { done: true } : { done: false, seen };
      });
      await victim.crash?.();
      await until('the engine to start it again', async () => {
        const starts = (await victim.logs()).match(/listening/gu)?.length ?? 0;
        return starts >= 3 && (await answers(victim.endpoint))
          ? { done: true }
          : { done: false, seen: `${starts}` };
      });
    });

    it('keeps its data and its addresses when the database is killed', async () => {
      assert.ok(stack.access.sql);
      await using before = openSql(stack.access.sql, { write: true });
      await before.query('CREATE TABLE kept (n int)');
      await before.query('INSERT INTO kept VALUES (7)');
      await stack.component('database').kill();
      await stack.component('database').start();
      await using sql = openSql(stack.access.sql);
      assert.deepEqual(await sql.query('SELECT n FROM kept'), [{ n: 7 }]);
    });

    it('runs the team’s commands with the application’s environment, planted shims first', async () => {
      const marker = join(exchange, 'made');
      const { stdout, exitCode } = await stack.operate(command(`pwd; echo $PORT > '${marker}'; exit 3`));
      assert.deepEqual([stdout.trim(), exitCode], ['/srv/echo', 3]);
      assert.equal((await readFile(marker, 'utf8')).trim(), '8080');
      const shim = join(stack.shimFolder, 'pg_dump');
      await writeFile(shim, '#!/bin/sh\necho shimmed\n');
      await chmod(shim, 0o755);
      assert.equal((await stack.operate(command('pg_dump --version'))).stdout.trim(), 'shimmed');
      await rm(shim);
      assert.match((await stack.operate(command('pg_dump --version'))).stdout, /PostgreSQL/u);
    });

    it('ends a command that does not end, with all that it began', async () => {
      const forever = { program: 'sh', arguments: ['-c', 'sleep 300 & sleep 300'], timeoutMs: 500 };
      await assert.rejects(stack.operate(forever), /to end within 500 ms/u);
      const { stdout } = await stack.operate(command('cat /proc/[0-9]*/cmdline | tr "\\0" " "'));
      assert.doesNotMatch(stdout, /sleep 300/u);
    });

    it('puts an edge in and takes it out, and has plain HTTP answered while a fault wants it', async () => {
      const body = { find: 'it is', replace: 'it was' };
      {
        await using edge = await stack.edge.insert([{ when: { path: '^/' }, replaceBody: body }]);
        assert.ok(edge);
        const { greeting, client } = await ask(stack, '/', '127.0.4.4');
        assert.match(greeting, /^it was /u);
        assert.equal(client, '127.0.4.4');
      }
      assert.match((await ask(stack)).greeting, /^it is /u);
      await using plain = await stack.edge.servePlainHttp();
      assert.ok(plain);
      const http = openHttp({ facts: stack.facts, access: stack.access, plain: true });
      assert.equal((await http.request({ method: 'GET', path: '/' })).status, 200);
      await http.close();
    });

    it('runs beside another one, which is destroyed and leaves nothing that answers', async () => {
      // A run of the same release with the same fault, which ends meanwhile, and takes its image with it.
      const ended = await openEchoRun();
      await ended.reaper.close();
      const empty = await dockerDriver.startEmpty(options('restored', exchange));
      const { stdout } = await empty.operate(command(`cat '${join(exchange, 'made')}'`));
      assert.equal(stdout.trim(), '8080');
      const other = await empty.bringUp();
      assert.notEqual((await ask(other)).replica, (await ask(stack)).replica);
      const { components } = other;
      await dockerDriver.destroy(other);
      for (const { name, endpoint } of components) assert.equal(await answers(endpoint), false, name);
      const left = (await findLabelled(run)).filter(({ labels }) => labels['golive.stack'] === 'restored');
      assert.deepEqual(new Set(left.map(({ kind }) => kind)), new Set(['network']));
      await other[Symbol.asyncDispose]();
      assert.equal(await reached(stack), true);
    });
  },
);

describe('nginx before the container stack', { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it' }, () => {
  it('tells the application who asks, redirects, and takes an edge', async () => {
    const { reaper, options } = await openEchoRun('nginx');
    try {
      await using stack = await dockerDriver.start(options('main'));
      const seen = await ask(stack, '/', '127.0.5.6');
      assert.equal(seen.client, '127.0.5.6');
      const http = openHttp({ facts: stack.facts, access: stack.access, plain: true });
      const { status, headers } = await http.request({ method: 'GET', path: '/z' });
      await http.close();
      assert.deepEqual([status, headers['location']], [301, `https://${stack.facts.hostName}/z`]);
      await using edge = await stack.edge.insert([{ when: {}, setHeaders: { 'x-planted': 'yes' } }]);
      assert.ok(edge);
      await until('nginx to send requests to the edge', async () => {
        const planted = openHttp(stack);
        const answer = await planted.request({ method: 'GET', path: '/' });
        await planted.close();
        return answer.headers['x-planted'] === 'yes' ? { done: true } : { done: false, seen: 'no header' };
      });
    } finally {
      await reaper.close();
    }
  });
});
