import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { backup as backUpSqlite, DatabaseSync } from 'node:sqlite';
import { findPostgresBinDirectory } from '../stack/database/bin-directory.ts';
import { startPostgresCluster, type PostgresCluster } from '../stack/database/cluster.ts';
import { compare } from '../stack/fingerprint/compare.ts';
import type { Fingerprint } from '../stack/fingerprint/fingerprint.ts';
import { freePort } from '../stack/ports.ts';
import { atOneMoment, fingerprintDatabase } from './database-engine.ts';

const run = promisify(execFile);
const kinds = (before: Fingerprint, restored: Fingerprint) =>
  compare(before, restored, { allowed: { sequencesAhead: 'writes went on' } }).map(
    ({ kind, subject }) => `${kind} ${subject}`,
  );

describe('logical backups of PostgreSQL, with a fingerprint of the same moment while writes go on', () => {
  let folder: string;
  let bin: string;
  let cluster: PostgresCluster;
  let copies = 0;
  const access = (database: string) => ({ engine: 'postgres', url: cluster.url(database) }) as const;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-methods-'));
    await chmod(folder, 0o711);
    bin = await findPostgresBinDirectory(spawn);
    const place = { folder: join(folder, 'pg'), port: await freePort() };
    cluster = await startPostgresCluster({ ...place, binDirectory: bin, spawn });
    await cluster.createDatabase('shop');
    await ask(
      'shop',
      `CREATE TABLE orders (id serial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), note text);
      CREATE TABLE lines (id serial PRIMARY KEY, "order" integer NOT NULL REFERENCES orders, cents bigint CHECK (cents > 0));
      INSERT INTO orders (note) SELECT 'seeded ' || n FROM generate_series(1, 20000) n;
      INSERT INTO lines ("order", cents) SELECT n, n * 7 FROM generate_series(1, 20000) n`,
    );
  });
  after(async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function ask(database: string, sql: string) {
    const client = await cluster.connect(database);
    return await client.query(sql).finally(() => client.end());
  }

  /** One writer that never rests while `work` runs. */
  async function whileWriting<Result>(work: () => Promise<Result>) {
    let isOver = false;
    let written = 0;
    const writer = (async () => {
      const client = await cluster.connect('shop');
      while (!isOver) {
        await client.query(`WITH o AS (INSERT INTO orders (note) VALUES ('racing') RETURNING id)
          INSERT INTO lines ("order", cents) SELECT id, 1 FROM o`);
        written += 1;
      }
      await client.end();
    })();
    const result = await work().finally(() => (isOver = true));
    await writer;
    return { result, written };
  }

  async function dumped(name: string, ...format: readonly string[]) {
    const path = join(folder, name);
    const { result, written } = await whileWriting(() =>
      atOneMoment(access('shop'), (snapshot) =>
        run(join(bin, 'pg_dump'), [
          ...format,
          `--snapshot=${snapshot}`,
          `--file=${path}`,
          cluster.url('shop'),
        ]),
      ),
    );
    assert.ok(written > 10, `${written} writes`);
    return { path, moment: result.moment };
  }

  async function emptyCopy() {
    const name = `copy_${(copies += 1)}`;
    await cluster.createDatabase(name);
    return name;
  }

  const restores: Readonly<Record<string, (path: string, url: string) => Promise<unknown>>> = {
    custom: (path, url) => run(join(bin, 'pg_restore'), ['--exit-on-error', '--dbname', url, path]),
    directory: (path, url) => run(join(bin, 'pg_restore'), ['--exit-on-error', '-j2', '--dbname', url, path]),
    plain: (path, url) =>
      run(join(bin, 'psql'), ['-qX1', '--set=ON_ERROR_STOP=1', '--dbname', url, '-f', path]),
  };

  for (const [format, restore] of Object.entries(restores)) {
    it(`${format}: what comes back is that moment to the last row, in any order and time zone`, async () => {
      const { path, moment } = await dumped(format, `--format=${format}`);
      const copy = await emptyCopy();
      await restore(path, cluster.url(copy));
      assert.deepEqual(kinds(moment, await fingerprintDatabase(access(copy))), []);
      await ask(
        copy,
        `ALTER ROLE postgres SET TimeZone = 'Asia/Tokyo'; CREATE INDEX by_note ON orders (note DESC, id DESC);
        CLUSTER orders USING by_note; ALTER TABLE orders SET WITHOUT CLUSTER; DROP INDEX by_note`,
      );
      assert.deepEqual(kinds(moment, await fingerprintDatabase(access(copy))), []);
      await ask(copy, 'ALTER ROLE postgres RESET TimeZone');
      const now = await fingerprintDatabase(access('shop'));
      assert.ok(kinds(moment, now).includes('table.count public.orders'), 'writes went on');
    });
  }

  it('a plain dump cut at 95 % that psql ends with 0 is found wanting', async () => {
    const { path, moment } = await dumped('cut.sql', '--format=plain');
    await truncate(path, Math.floor((await stat(path)).size * 0.95));
    const copy = await emptyCopy();
    await run(join(bin, 'psql'), ['-qX', '--dbname', cluster.url(copy), '-f', path]);
    const found = kinds(moment, await fingerprintDatabase(access(copy)));
    for (const lost of ['table.count public.orders', 'constraint.missing public.lines.lines_order_fkey'])
      assert.ok(found.includes(lost), found.join());
  });

  it('a custom dump cut at 95 % is refused', async () => {
    const { path } = await dumped('cut.dump', '--format=custom');
    await truncate(path, Math.floor((await stat(path)).size * 0.95));
    await run(join(bin, 'pg_restore'), ['--list', path]);
    const copy = await emptyCopy();
    await assert.rejects(restores['custom']?.(path, cluster.url(copy)) ?? Promise.resolve(), /pg_restore/u);
  });
});

describe('backups of a live SQLite database', () => {
  let folder: string;
  let live: DatabaseSync;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-sqlite-methods-'));
    live = new DatabaseSync(join(folder, 'live.db'));
    live.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
      CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, note TEXT NOT NULL);
      INSERT INTO orders (note) VALUES ('before the log');
      PRAGMA wal_checkpoint(TRUNCATE);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        INSERT INTO orders (note) SELECT 'in the log ' || i FROM n`);
  });
  after(async () => {
    live.close();
    await rm(folder, { recursive: true, force: true });
  });

  const methods: Readonly<Record<string, (copy: string) => unknown>> = {
    '.backup': (copy) => backUpSqlite(live, copy, { rate: 1 }),
    'VACUUM INTO': (copy) => live.prepare('VACUUM INTO ?').run(copy),
    'a plain copy': (copy) => copyFile(join(folder, 'live.db'), copy),
  };

  async function lostBy(method: string) {
    const copy = join(folder, `${method}.db`);
    await methods[method]?.(copy);
    const state = (file: string) => fingerprintDatabase({ engine: 'sqlite', file });
    return compare(await state(join(folder, 'live.db')), await state(copy));
  }

  it('.backup and VACUUM INTO lose nothing', async () => {
    assert.deepEqual([await lostBy('.backup'), await lostBy('VACUUM INTO')], [[], []]);
  });

  it('a plain copy is sound in itself, and lacks all that stood in the log', async () => {
    const found = (await lostBy('a plain copy')).map(
      ({ kind, expected, actual }) => `${kind}: ${expected}, ${actual}`,
    );
    assert.equal(found[0], 'table.count: 1001 rows, 1 rows');
    assert.ok(!found.some((text) => text.startsWith('integrity')), 'no check of the file itself tells');
  });
});
