import assert from 'node:assert/strict';
import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { compare } from './compare.ts';
import { describeDifferences } from './difference-report.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprintSqlite } from './sqlite.ts';

const schema = `
  PRAGMA journal_mode = WAL; PRAGMA user_version = 7;
  CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, spent REAL, blob BLOB, any);
  CREATE TABLE "odd ""orders" (customer INTEGER REFERENCES customers(id), number INTEGER, a TEXT, b TEXT);
  CREATE INDEX by_name ON customers (name);
  CREATE TRIGGER stamp AFTER INSERT ON customers BEGIN UPDATE customers SET spent = 0.1 WHERE id = NEW.id AND spent IS NULL; END;
  CREATE VIEW names AS SELECT name FROM customers;
  CREATE VIRTUAL TABLE words USING fts5(body);
  INSERT INTO words VALUES ('loose cable in the attic');
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
    INSERT INTO customers (name, spent, blob, any) SELECT 'Customer ' || i, i / 3.0, randomblob(8), i FROM n;
  INSERT INTO "odd ""orders" SELECT id, id * 7919 % 1000, 'a' || id, 'b' || id FROM customers ORDER BY id`;

const defects: readonly { name: string; sql: string; found: readonly string[] }[] = [
  {
    name: 'a lost row',
    sql: `DELETE FROM "odd ""orders" WHERE number = 7`,
    found: ['table.count main.odd "orders'],
  },
  {
    name: 'two rows that swapped a value',
    sql: `UPDATE "odd ""orders" SET a = CASE a WHEN 'a1' THEN 'a2' ELSE 'a1' END WHERE a IN ('a1', 'a2')`,
    found: ['table.rows main.odd "orders'],
  },
  {
    name: 'texts that moved over the border of two columns',
    sql: `UPDATE "odd ""orders" SET a = 'a1b', b = '1' WHERE a = 'a1'`,
    found: ['table.rows main.odd "orders'],
  },
  {
    name: 'a pair of equal rows in place of another pair',
    sql: `DELETE FROM "odd ""orders" WHERE a IN ('a5', 'a6');
      INSERT INTO "odd ""orders" SELECT * FROM "odd ""orders" WHERE a = 'a7';
      INSERT INTO "odd ""orders" SELECT * FROM "odd ""orders" WHERE a = 'a7' LIMIT 1`,
    found: ['table.rows main.odd "orders'],
  },
  {
    name: 'a number that became a text',
    sql: `UPDATE customers SET any = '5' WHERE id = 5`,
    found: ['table.rows main.customers'],
  },
  {
    name: 'an integer that became a real',
    sql: `UPDATE customers SET any = 5.0 WHERE id = 5`,
    found: ['table.rows main.customers'],
  },
  {
    name: 'a text behind a NUL',
    sql: `UPDATE customers SET name = name || char(0) || 'x' WHERE id = 5`,
    found: ['table.rows main.customers'],
  },
  {
    name: 'a lost position',
    sql: `UPDATE sqlite_sequence SET seq = 3`,
    found: ['sequence.behind main.customers', 'sequence.position main.customers'],
  },
  { name: 'another user_version', sql: 'PRAGMA user_version = 6', found: ['pragma.value user_version'] },
  { name: 'a dropped index', sql: 'DROP INDEX by_name', found: ['index.missing by_name'] },
  { name: 'a lost trigger', sql: 'DROP TRIGGER stamp', found: ['trigger.missing stamp'] },
  { name: 'a lost view', sql: 'DROP VIEW names', found: ['view.missing names'] },
  {
    name: 'a reference to a missing row',
    sql: `PRAGMA foreign_keys = OFF; DELETE FROM customers WHERE id = 9`,
    found: [
      'integrity row 9 of odd "orders refers to a missing row of customers',
      'table.count main.customers',
    ],
  },
];

describe('fingerprint of SQLite', () => {
  let folder: string;
  let live: DatabaseSync;
  let source: Fingerprint;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-sqlite-'));
    live = new DatabaseSync(join(folder, 'live.db'));
    live.exec(schema);
    source = fingerprintSqlite(join(folder, 'live.db'));
    live.exec(`VACUUM INTO '${join(folder, 'backup.db')}'`);
  });
  after(async () => {
    live.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function changed(sql: string) {
    const file = join(folder, 'changed.db');
    await copyFile(join(folder, 'backup.db'), file);
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
    return compare(source, fingerprintSqlite(file));
  }

  it('finds no difference in VACUUM INTO of a live database', () => {
    const found = compare(source, fingerprintSqlite(join(folder, 'backup.db')));
    assert.equal(describeDifferences(found), 'No difference.');
  });

  it('finds none on a copy whose rows lie in another order', async () => {
    const sql = `CREATE TEMP TABLE kept AS SELECT * FROM "odd ""orders" ORDER BY number;
      DELETE FROM "odd ""orders"; INSERT INTO "odd ""orders" SELECT * FROM kept; VACUUM`;
    assert.equal(describeDifferences(await changed(sql)), 'No difference.');
  });

  for (const { name, sql, found } of defects) {
    it(`finds: ${name}`, async () => {
      const differences = (await changed(sql)).map(({ kind, subject }) => `${kind} ${subject}`);
      assert.deepEqual(differences.sort(), [...found].sort());
    });
  }

  it('finds what a plain copy of a live file loses', async () => {
    live.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0');
    const now = join(folder, 'plain-copy.db');
    live.exec(`INSERT INTO customers (name) VALUES ('in the log only')`);
    await copyFile(join(folder, 'live.db'), now);
    const differences = compare(fingerprintSqlite(join(folder, 'live.db')), fingerprintSqlite(now));
    assert.ok(
      differences.some(({ kind, subject }) => kind === 'table.count' && subject === 'main.customers'),
    );
    live.exec(`DELETE FROM customers WHERE name = 'in the log only'`);
  });

  it('names damaged pages, a cut file, a file that is none, and a missing one', async () => {
    const damaged = join(folder, 'damaged.db');
    const bytes = await readFile(join(folder, 'backup.db'));
    await writeFile(damaged, bytes);
    const handle = await open(damaged, 'r+');
    await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, 4096 * 5);
    await handle.close();
    assert.ok(compare(source, fingerprintSqlite(damaged)).some(({ kind }) => kind === 'integrity'));
    await writeFile(join(folder, 'cut.db'), bytes.subarray(0, 4096 * 6));
    await writeFile(
      join(folder, 'text.db'),
      'a text and no database, long enough to be looked at'.repeat(100),
    );
    for (const [name, said] of Object.entries({
      cut: /malformed/,
      text: /not a database/,
      missing: /unable to open/,
    })) {
      assert.throws(
        () => fingerprintSqlite(join(folder, `${name}.db`)),
        (error: unknown) =>
          error instanceof FingerprintError &&
          error.message.includes(`${name}.db`) &&
          said.test(error.message),
      );
    }
  });
});
