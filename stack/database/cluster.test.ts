import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { createRunCertificates } from '../certificates.ts';
import { StackError } from '../stack-error.ts';
import { findPostgresBinDirectory } from './bin-directory.ts';
import { startPostgresCluster, type PostgresCluster } from './cluster.ts';
import { waitUntil } from './wait-until.ts';

async function listen() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort() {
  const { server, port } = await listen();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const refusedWith = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StackError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, pattern);
  return true;
};

describe('startPostgresCluster', () => {
  let folder: string;
  let binDirectory: string;
  let cluster: PostgresCluster;
  before(async () => {
    binDirectory = await findPostgresBinDirectory(spawn);
    folder = await mkdtemp(join(tmpdir(), 'golive-cluster-'));
    await chmod(folder, 0o711);
    cluster = await startPostgresCluster({
      folder: join(folder, 'pg'),
      port: await freePort(),
      binDirectory,
      spawn,
    });
  });
  after(async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function ask(sql: string, database?: string) {
    const client = await cluster.connect(database);
    return client
      .query<Record<string, unknown>>(sql)
      .then((result) => result.rows)
      .finally(() => client.end());
  }

  it('answers, is durable, listens on loopback alone and leaves no password file', async () => {
    const names = ['fsync', 'synchronous_commit', 'listen_addresses', 'server_encoding', 'data_checksums'];
    const rows = await ask(
      `SELECT name, setting FROM pg_settings WHERE name IN (${names.map((name) => `'${name}'`).join()})`,
    );
    assert.deepEqual(Object.fromEntries(rows.map((row) => [row['name'], row['setting']])), {
      fsync: 'on',
      synchronous_commit: 'on',
      listen_addresses: '127.0.0.1',
      server_encoding: 'UTF8',
      data_checksums: 'on',
    });
    await assert.rejects(access(join(cluster.folder, 'password')));
    assert.notEqual((await stat(cluster.dataFolder)).uid, 0);
    assert.match(await readFile(cluster.logFile, 'utf8'), /ready to accept connections/);
  });

  it('refuses a wrong password', async () => {
    const pg = await import('pg');
    const client = new pg.default.Client(cluster.url('postgres', { name: 'postgres', password: 'wrong' }));
    await assert.rejects(client.connect(), /password authentication failed/);
  });

  it('keeps its rows over stop and start', async () => {
    await cluster.createDatabase('Odd "name"');
    await ask('CREATE TABLE kept AS SELECT 7 AS seven', 'Odd "name"');
    await cluster.stop();
    assert.equal(cluster.processId(), null);
    await assert.rejects(ask('SELECT 1'), /ECONNREFUSED/);
    await cluster.start();
    assert.deepEqual(await ask('SELECT * FROM kept', 'Odd "name"'), [{ seven: 7 }]);
  });

  it('recovers after kill -9 with a busy backend', async () => {
    await ask('CREATE TABLE committed AS SELECT 1 AS one');
    const busy = await cluster.connect();
    const cut = assert.rejects(busy.query('SELECT count(*) FROM generate_series(1, 1000000000)'));
    await cluster.kill();
    await cut;
    assert.equal(cluster.processId(), null);
    await cluster.start();
    assert.deepEqual(await ask('SELECT * FROM committed'), [{ one: 1 }]);
    assert.match(await readFile(cluster.logFile, 'utf8'), /automatic recovery in progress/);
  });

  it('names a busy port, a filled folder, a closed folder, and a setting that would lose commits', async () => {
    const { server, port } = await listen();
    const options = { folder: join(folder, 'other'), port, binDirectory, spawn };
    await assert.rejects(
      startPostgresCluster(options),
      refusedWith('port-busy', new RegExp(`port ${port} `)),
    );
    server.close();
    const free = await freePort();
    await assert.rejects(
      startPostgresCluster({ ...options, port: free, folder: cluster.folder }),
      refusedWith('refused', /empty folder/),
    );
    await assert.rejects(
      startPostgresCluster({ ...options, port: free, settings: { fsync: 'off' } }),
      refusedWith('refused', /fsync/),
    );
    await assert.rejects(
      startPostgresCluster({ ...options, port: free, binDirectory: join(folder, 'none') }),
      // As root it is started through another program, which says so by its exit code.
      refusedWith(process.getuid?.() === 0 ? 'command-failed' : 'missing-tool', /initdb/),
    );
  });

  it(
    'says which folder keeps the server out',
    { skip: process.getuid?.() !== 0 && 'needs root' },
    async () => {
      const closed = join(folder, 'closed');
      await mkdir(closed, { mode: 0o700 });
      await assert.rejects(
        startPostgresCluster({ folder: join(closed, 'pg'), port: await freePort(), binDirectory, spawn }),
        refusedWith('refused', /closed to be enterable by user \w+, .*mode 700/),
      );
    },
  );

  it('names a setting that the server refuses, from its own log', async () => {
    const settings = { shared_buffers: 'plenty' };
    const options = { folder: join(folder, 'bad'), port: await freePort(), binDirectory, spawn, settings };
    await assert.rejects(
      startPostgresCluster(options),
      refusedWith('command-failed', /shared_buffers.*plenty/s),
    );
  });
});

describe('waitUntil', () => {
  it('says what it waited for, the limit and the last thing seen', async () => {
    const look = async () => ({ done: false, seen: 'a closed door' }) as const;
    await assert.rejects(
      waitUntil({ what: 'the door', limitMs: 20, everyMs: 5, look }),
      refusedWith('not-ready', /waited 20 ms for the door; the last thing seen was: a closed door/),
    );
  });
});

describe('a cluster that wants TLS', () => {
  it('refuses an account without it, and takes it with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'golive-cluster-tls-'));
    await chmod(folder, 0o711);
    const binDirectory = await findPostgresBinDirectory(spawn);
    const tls = await createRunCertificates(['shop.example']);
    const port = await freePort();
    try {
      await using cluster = await startPostgresCluster({
        folder: join(folder, 'pg'),
        port,
        binDirectory,
        spawn,
        tls,
      });
      const client = await cluster.connect();
      await client.query("CREATE ROLE shop LOGIN PASSWORD 'one'");
      await client.end();
      const connectionString = cluster.url('postgres', { name: 'shop', password: 'one' });
      const plain = new pg.Client({ connectionString });
      await assert.rejects(plain.connect(), /no encryption/u);
      const secret = new pg.Client({ connectionString, ssl: { ca: tls.caPem } });
      await secret.connect();
      const { rows } = await secret.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      await secret.end();
      assert.deepEqual(rows, [{ ssl: true }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
