import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { access, chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { openHttp, type HttpClient } from '../clients/http.ts';
import { openObjects, noSuchObject } from '../clients/objects.ts';
import { openSql } from '../clients/sql.ts';
import { openStack } from '../open-stack.ts';
import { wantedPort } from '../ports.ts';
import { createReaper, type Reaper } from '../reaper/reaper.ts';
import type { Prepared, Recipe, RecipeContext } from '../recipes/recipe.ts';
import { RunSecrets } from '../run-secrets.ts';
import type { StackOptions } from '../stack-driver.ts';
import { StackError } from '../stack-error.ts';
import type { StartedStack } from '../started-stack.ts';
import { destroy } from './destroy.ts';
import { startEmptyProcessStack, startProcessStack } from './start.ts';

const target = await loadTarget(targetFile('reference'));
const application = fileURLToPath(new URL('./fixtures/small-application.ts', import.meta.url));
const prepared: Prepared = {
  folder: '/',
  release: { version: '1', digest: 'none' },
  repaired: [],
  temporary: false,
};

async function environment(context: RecipeContext, greeting: string) {
  const { sql } = context.services;
  const url = sql?.engine === 'postgres' ? sql.url : '';
  return { PORT: String(await context.port('notes')), DATABASE_URL: url, GREETING: greeting };
}

function recipe(greeting: string): Recipe {
  return {
    application: 'notes',
    services: ['postgres', 'objects'],
    databaseRoles: ['notes_reader'],
    front: { addHeaders: {}, source: 'a test', maxBodyBytes: 1_000_000, compress: false },
    prepare: () => Promise.resolve(prepared),
    environment: (context) => environment(context, greeting),
    operationsFolder: (context) => context.folder,
    async initialise({ services }) {
      if (services.sql === undefined) throw new Error('expected a database');
      await using sql = openSql(services.sql, { write: true });
      await sql.query('CREATE TABLE notes (text text)');
      await sql.query("INSERT INTO notes VALUES ('seeded')");
      await sql.query('GRANT SELECT ON notes TO notes_reader');
    },
    accounts: ({ secret }) => Promise.resolve({ admin: { email: 'a@b.example', password: secret('admin') } }),
    processes: async (context) => [
      {
        role: 'application',
        name: 'notes',
        kind: 'a test',
        version: '1',
        program: process.execPath,
        arguments: [application],
        folder: context.folder,
        environment: await environment(context, greeting),
        port: await context.port('notes'),
        ready: { path: '/health' },
        readyWithinMs: 10_000,
        serves: ['/'],
      },
    ],
  };
}

describe('the process stack', () => {
  let reaper: Reaper;
  let stack: StartedStack;
  let http: HttpClient;
  const said: string[] = [];
  const options = (name: string, greeting = 'hello'): StackOptions => ({
    target,
    recipe: recipe(greeting),
    prepared,
    name,
    seed: 'S',
    reaper,
    report: (message) => said.push(message),
    secrets,
  });
  const secrets = new RunSecrets();
  const get = (path: string) => http.request({ method: 'GET', path });
  const command = (line: string) => ({ program: 'sh', arguments: ['-c', line], timeoutMs: 10_000 });

  before(async () => {
    reaper = await createReaper({ run: `test-start-${randomBytes(4).toString('hex')}` });
    stack = await startProcessStack(options('main'));
    http = openHttp(stack);
  });
  after(async () => {
    await http?.close();
    await stack?.[Symbol.asyncDispose]();
    const reaped = await reaper.close();
    assert.deepEqual(reaped, { ended: [], left: [], folders: [] });
  });

  it('serves the seeded system under its production name, and says what it did', async () => {
    assert.deepEqual((await get('/notes')).json(), [{ text: 'seeded' }]);
    assert.deepEqual((await get('/health')).json(), { greeting: 'hello' });
    for (const what of [/PostgreSQL/u, /object server/u, /seed S/u, /notes/u, /front/u])
      assert.match(said.join('\n'), what);
  });

  it('writes files that a worker attaches to, and keeps secrets to this user', async () => {
    const opened = openStack(stack.factsFile);
    assert.deepEqual(opened, { facts: stack.facts, access: stack.access });
    assert.equal((await stat(opened.facts.accessFile)).mode & 0o777, 0o600);
    assert.equal((await stat(stack.folder)).mode & 0o066, 0);
    const facts = JSON.stringify(stack.facts);
    assert.ok(stack.access.secrets.length >= 4);
    for (const secret of stack.access.secrets) assert.ok(!facts.includes(secret));
  });

  it('tells workers which scene every camera is forced to show', async () => {
    await stack.forceScene('unreadable');
    assert.equal(openStack(stack.factsFile).facts.forcedScene, 'unreadable');
    await stack.forceScene(null);
    assert.deepEqual(openStack(stack.factsFile).facts, { ...stack.facts, forcedScene: null });
  });

  it('gives witnesses the database and the bucket', async () => {
    assert.ok(stack.access.sql !== undefined && stack.access.objects !== undefined);
    await using sql = openSql(stack.access.sql);
    assert.deepEqual(await sql.query('SELECT count(*)::int AS n FROM notes WHERE text = $1', ['seeded']), [
      { n: 1 },
    ]);
    assert.deepEqual(await sql.query("SELECT DATE '2026-01-05' AS day"), [{ day: '2026-01-05' }]);
    await assert.rejects(sql.query('DELETE FROM notes'), /read-only/u);
    const objects = openObjects(stack.access.objects);
    await objects.client.send(
      new PutObjectCommand({ Bucket: objects.bucket, Key: 'a/b', Body: 'abc', Metadata: { own: 'x' } }),
    );
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.equal(await objects.sha256('a/b'), sha256);
    assert.deepEqual((await objects.head('a/b'))?.metadata, { own: 'x' });
    assert.equal(await objects.head('none'), undefined);
    assert.equal(await objects.sha256('none'), noSuchObject);
    assert.deepEqual(await objects.list('a/'), [{ key: 'a/b', sizeBytes: 3 }]);
    objects.close();
  });

  it('runs the team’s commands with the system’s environment, planted shims first', async () => {
    const plain = await stack.operate(
      command('psql "$DATABASE_URL" -Atc "SELECT current_user"; pwd; exit 4'),
    );
    assert.deepEqual([plain.exitCode, plain.stdout], [4, `notes\n${join(stack.folder, 'state')}\n`]);
    await writeFile(join(stack.shimFolder, 'psql'), '#!/bin/sh\necho planted\n');
    await chmod(join(stack.shimFolder, 'psql'), 0o755);
    assert.equal((await stack.operate(command('psql'))).stdout, 'planted\n');
    assert.equal(
      (await stack.component('application').exec(command('psql; echo $GREETING'))).stdout,
      'planted\nhello\n',
    );
    await assert.rejects(
      stack.operate({ ...command('echo begun; sleep 60'), timeoutMs: 300 }),
      (error: unknown) =>
        error instanceof StackError && /`sh -c .*within 300 ms.*begun/su.test(error.message),
    );
  });

  it('cuts the application from its database, live connections too, and heals', async () => {
    assert.equal((await get('/notes')).status, 200);
    const cut = await stack.component('application').cutFrom('database');
    assert.equal((await get('/notes')).status, 503);
    assert.ok(stack.access.sql !== undefined);
    await using sql = openSql(stack.access.sql);
    assert.equal((await sql.query('SELECT 1 AS one')).length, 1);
    assert.match(await stack.component('application').logs(), /database: .*(ECONNRESET|terminated)/u);
    await cut[Symbol.asyncDispose]();
    assert.equal((await get('/notes')).status, 200);
    await assert.rejects(stack.component('front').cutFrom('application'), /not on the process stack/u);
    await assert.rejects(stack.component('application').cutFrom('cache'), /cutting application from cache/u);
  });

  it('stops, kills and starts parts again on the same ports, with their data', async () => {
    for (const role of ['database', 'objects', 'application', 'front'] as const) {
      const component = stack.component(role);
      await component.kill();
      await wantedPort(component.endpoint.port);
      await component.start();
      await component.stop();
      await component.start();
    }
    assert.deepEqual((await get('/notes')).json(), [{ text: 'seeded' }]);
    assert.throws(() => stack.component('worker'), /expected a part of role worker, got database, objects/u);
  });

  it('puts an edge in and takes it out', async () => {
    const edge = await stack.edge.insert([{ when: { path: 'health' }, status: 500 }]);
    assert.equal((await get('/health')).status, 500);
    await edge[Symbol.asyncDispose]();
    assert.equal((await get('/health')).status, 200);
  });

  it('is destroyed, and comes up again from what was taken elsewhere', async () => {
    const dump = join(await reaper.makeFolder('dump'), 'notes.dump');
    const real = 'PATH="${PATH#*:}"'; // Without the shim that an earlier test has planted.
    const backup = await stack.operate(command(`${real} pg_dump -Fc -f ${dump} "$DATABASE_URL"`));
    assert.equal(backup.exitCode, 0, backup.stderr);
    const doomed = await startProcessStack(options('doomed'));
    await destroy(doomed);
    assert.deepEqual((await readdir(doomed.folder)).includes('postgres'), false);
    await doomed[Symbol.asyncDispose]();
    await assert.rejects(access(doomed.folder));
    await using empty = await startEmptyProcessStack(options('restored'));
    assert.deepEqual(empty.access.accounts, {});
    const restore = await empty.operate(
      command(`pg_restore --exit-on-error --no-owner -d "$DATABASE_URL" ${dump}`),
    );
    assert.equal(restore.exitCode, 0, restore.stderr);
    await using restored = await empty.bringUp();
    const other = openHttp(restored);
    assert.deepEqual((await other.request({ method: 'GET', path: '/notes' })).json(), [{ text: 'seeded' }]);
    assert.deepEqual(restored.access.accounts, stack.access.accounts);
    await other.close();
    await reaper.removeFolder(join(dump, '..'));
  });

  it('leaves nothing where it cannot start, and names a busy port before anything is started', async () => {
    const folders = async () => (await readdir(tmpdir())).filter((name) => name.includes(reaper.run));
    const before = await folders();
    await assert.rejects(
      startProcessStack(options('broken', 'never')),
      /notes: expected http.*got an end with exit code 3.*cannot find the greeting/su,
    );
    const { httpsPort, httpPort } = stack.facts.front;
    await assert.rejects(
      startProcessStack({ ...options('busy'), frontPorts: { httpsPort, httpPort } }),
      (error: unknown) =>
        error instanceof StackError &&
        error.code === 'port-busy' &&
        /in use by .*front\/main/u.test(error.message),
    );
    assert.deepEqual(await folders(), before);
  });
});
