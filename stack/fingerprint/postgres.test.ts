import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { findPostgresBinDirectory } from '../database/bin-directory.ts';
import { startPostgresCluster, type PostgresCluster } from '../database/cluster.ts';
import { allowedDifferences, compare, type CompareOptions } from './compare.ts';
import { describeDifferences } from './difference-report.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { Fingerprint } from './fingerprint.ts';
import { defects } from './fixtures/postgres-defects.ts';
import { readLedger } from './ledger.ts';
import { catalogManifest, fingerprintPostgres } from './postgres-catalog.ts';
import { fingerprintData, type DataOptions } from './postgres-data.ts';
import { exportSnapshot } from './postgres-snapshot.ts';

const run = promisify(execFile);

describe('fingerprint of PostgreSQL', () => {
  let folder: string;
  let bin: string;
  let cluster: PostgresCluster;
  let source: Fingerprint;
  let copies = 0;

  async function within<Result>(
    database: string,
    work: (client: Awaited<ReturnType<PostgresCluster['connect']>>) => Promise<Result>,
  ) {
    const client = await cluster.connect(database);
    return work(client).finally(() => client.end());
  }
  const take = (database: string, options?: DataOptions) =>
    within(database, (client) => fingerprintPostgres(client, options));

  /** A database that is a copy of the clean restore, changed by `sql`. */
  async function changed(sql: string) {
    const name = `copy_${(copies += 1)}`;
    await within('postgres', (client) => client.query(`CREATE DATABASE ${name} TEMPLATE clean`));
    await within(name, (client) => client.query(sql));
    return name;
  }

  async function differencesAfter(sql: string, options?: CompareOptions) {
    const name = await changed(sql);
    const found = compare(source, await take(name), options);
    await within('postgres', (client) => client.query(`DROP DATABASE ${name}`));
    return found;
  }

  const names = (differences: readonly { kind: string; subject: string }[]) =>
    differences.map(({ kind, subject }) => `${kind} ${subject}`).sort();

  before(async () => {
    bin = await findPostgresBinDirectory(spawn);
    folder = await mkdtemp(join(tmpdir(), 'golive-fingerprint-'));
    await chmod(folder, 0o711);
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    cluster = await startPostgresCluster({ folder: join(folder, 'pg'), port, binDirectory: bin, spawn });
    for (const name of ['source', 'clean']) await cluster.createDatabase(name);
    const sql = await readFile(new URL('./fixtures/shop.sql', import.meta.url), 'utf8');
    await within('source', (client) => client.query(sql));
    await within('source', async (client) => {
      await using snapshot = await exportSnapshot(client);
      source = await take('source', { snapshotId: snapshot.id });
      const dump = ['-Fc', `--snapshot=${snapshot.id}`, '-f', join(folder, 'dump'), cluster.url('source')];
      await run(join(bin, 'pg_dump'), dump);
    });
    await run(join(bin, 'pg_restore'), ['--exit-on-error', '-d', cluster.url('clean'), join(folder, 'dump')]);
  });
  after(async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('finds no difference on a clean restore', async () => {
    assert.equal(describeDifferences(compare(source, await take('clean'))), 'No difference.');
  });

  it('finds none on a copy whose rows lie in another order', async () => {
    const reordered = await differencesAfter(
      `
      CREATE INDEX by_note ON shop.orders (note DESC); CLUSTER shop.orders USING by_note;
      ALTER TABLE shop.orders SET WITHOUT CLUSTER; DROP INDEX shop.by_note;
      CREATE TEMP TABLE kept AS SELECT * FROM shop.readings ORDER BY value; TRUNCATE shop.readings;
      INSERT INTO shop.readings SELECT * FROM kept; UPDATE shop.customers SET name = name`,
    );
    assert.equal(describeDifferences(reordered), 'No difference.');
  });

  it('finds none in what a server notes of a column for itself, and finds what people set there', async () => {
    const noted = `UPDATE pg_attribute SET attoptions = '{pg_attver=22162304}'
      WHERE attrelid IN ('shop.orders'::regclass, 'shop.loose'::regclass) AND attnum > 0`;
    assert.equal(describeDifferences(await differencesAfter(noted)), 'No difference.');
    const set = `UPDATE pg_attribute SET attoptions = '{pg_attver=7,n_distinct=7}'
      WHERE attrelid = 'shop.loose'::regclass AND attname = 'amount'`;
    assert.deepEqual(names(await differencesAfter(set)), ['column.options shop.loose.amount']);
  });

  it('finds none whatever the settings of the session that looks', async () => {
    const odd = await within('clean', async (client) => {
      await client.query(`SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'SQL, DMY'; SET extra_float_digits = 0;
        SET IntervalStyle = 'iso_8601'; SET bytea_output = 'escape'; SET search_path = shop, public`);
      const fingerprint = await fingerprintPostgres(client);
      const { rows } = await client.query<{ TimeZone: string }>('SHOW TimeZone');
      assert.equal(rows[0]?.TimeZone, 'Asia/Tokyo', 'the settings are as they were');
      return fingerprint;
    });
    assert.equal(describeDifferences(compare(source, odd)), 'No difference.');
  });

  for (const { name, sql, undo = 'SELECT 1', found } of defects) {
    it(`finds: ${name}`, async () => {
      try {
        assert.deepEqual(names(await differencesAfter(sql)), [...found].sort());
      } finally {
        await within('postgres', (client) => client.query(undo));
      }
    });
  }

  it('finds each of 200 swaps of a value between two rows', async () => {
    const pairs = Array.from({ length: 200 }, (_, at) => at);
    const missed = await within(await changed('SELECT 1'), async (client) => {
      const clean = (await fingerprintData(client)).tables.find(({ table }) => table === 'readings')?.rowHash;
      const swap = (at: number) => `UPDATE shop.readings r SET value = o.value FROM shop.readings o
        WHERE (r.seen - date '2026-01-01') * 10 + r.place IN (${at}, ${at + 300})
          AND (o.seen - date '2026-01-01') * 10 + o.place IN (${at}, ${at + 300}) AND o.ctid <> r.ctid`;
      const unseen: number[] = [];
      for (const at of pairs) {
        await client.query(swap(at));
        const now = (await fingerprintData(client)).tables.find(({ table }) => table === 'readings')?.rowHash;
        if (now === clean) unseen.push(at);
        await client.query(swap(at));
      }
      return unseen;
    });
    assert.deepEqual(missed, []);
  });

  it('leaves out rows that are written meanwhile, and lets a table differ for a reason', async () => {
    const sql = `INSERT INTO shop.readings VALUES ('2030-01-01', 1, 1, 1)`;
    const allowed = { tables: { 'shop.readings': 'written during the backup' } };
    const name = await changed(sql);
    const whole = await take(name);
    assert.deepEqual(names(compare(source, whole)), ['table.count shop.readings']);
    assert.deepEqual(compare(source, whole, { allowed }), []);
    assert.equal(allowedDifferences(source, whole, { allowed })[0]?.reason, 'written during the backup');
    const partial = await take(name, { leaveOut: { 'shop.readings': `seen > '2029-01-01'` } });
    assert.deepEqual(compare(source, partial), []);
  });

  it('refuses an unknown snapshot, an unknown table to leave out, and rows that it may not read', async () => {
    const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
      assert.ok(error instanceof FingerprintError && error.code === code, String(error));
      assert.match(error.message, pattern);
      return true;
    };
    await assert.rejects(
      take('clean', { snapshotId: '00000003-1' }),
      refusal('snapshot-unusable', /00000003-1/),
    );
    await assert.rejects(
      take('clean', { leaveOut: { 'shop.nothing': 'true' } }),
      refusal('table-unreadable', /shop\.nothing/),
    );
    const asReader = async (pattern: RegExp, sql: string) =>
      within(await changed(sql), async (client) => {
        await client.query('SET ROLE shop_reader');
        await assert.rejects(fingerprintData(client), refusal('table-unreadable', pattern));
      });
    await asReader(/shop\.\w+.*permission denied/, 'SELECT 1');
    const readable = 'GRANT SELECT ON ALL TABLES IN SCHEMA shop TO shop_reader';
    await asReader(/shop\.customers.*row-level security/, readable);
  });

  it('reads every row by its whole text where it must, as of servers before 14', async () => {
    const whole = await take('clean', { wholeText: true });
    const methods = source.tables?.map(({ table, method }) => `${table} ${method}`) ?? [];
    for (const each of [
      'readings record',
      'counters record',
      'loose record',
      'orders record',
      'empty_columns text',
    ])
      assert.ok(methods.includes(each));
    assert.ok(whole.tables?.every(({ method }) => method === 'text'));
    assert.deepEqual(compare(await take('source', { wholeText: true }), whole), []);
  });

  it('reads the same in two sessions as in one, all of one snapshot', async () => {
    const name = await changed('SELECT 1');
    const sideBySide = await within(name, (client) =>
      within(name, async (other) => {
        // What is committed once the first session has its snapshot is in neither's.
        let isFirst = true;
        const late: typeof other.query = other.query.bind(other);
        Object.assign(other, {
          query: async (...words: Parameters<typeof late>) => {
            if (isFirst) await within(name, (third) => third.query('DELETE FROM shop.orders WHERE id = 7'));
            isFirst = false;
            return late(...words);
          },
        });
        return await fingerprintPostgres(client, { others: [other] });
      }),
    );
    assert.deepEqual(sideBySide, await take('clean'));
    assert.deepEqual(names(compare(source, await take(name))), ['table.count shop.orders']);
  });

  it('reads a ledger through a real connection', async () => {
    const sql = `SELECT 'photos/' || id AS object_key, encode(sha256(paper), 'hex') AS sha256,
      length(paper)::bigint AS size_bytes FROM shop.orders ORDER BY id LIMIT 2`;
    const rows = await within('clean', (client) => readLedger(client, sql));
    assert.deepEqual(
      rows.map(({ key, sizeBytes }) => ({ key, sizeBytes })),
      [
        { key: 'photos/1', sizeBytes: 16 },
        { key: 'photos/2', sizeBytes: 16 },
      ],
    );
  });

  it('names what the manifest holds once only', async () => {
    const entries = await within('clean', (client) => catalogManifest(client));
    const keys = entries.map(({ kind, name }) => `${kind} ${name}`);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(entries.length > 80, `${entries.length} entries`);
  });
});
