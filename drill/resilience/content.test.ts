import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openSql } from '../../stack/clients/sql.ts';
import { readContent } from './content.ts';
import { changesOf } from './judge-migration.ts';

test('a database of SQLite is read whole, by the keys of its tables, and a migration’s loss is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  const file = join(folder, 'shop.db');
  try {
    const database = new DatabaseSync(file);
    database.exec(`create table people (id integer primary key, name text, picture blob);
      create table parts (job text, sku text, n integer, primary key (job, sku));
      create table notes (text text);
      create table schema_migrations (version text primary key);
      insert into people values (1, 'Ann', x'00ff'), (2, 'Ben', null);
      insert into parts values ('a', 'x', 1), ('a', 'y', 2);
      insert into notes values ('one'), ('two');
      insert into schema_migrations values ('1');`);
    const read = async () => {
      await using sql = openSql({ engine: 'sqlite', file });
      return await readContent(sql);
    };
    const before = await read();
    assert.deepEqual(before.map(({ name }) => name).toSorted(), ['notes', 'parts', 'people']);
    assert.deepEqual([...(before.find(({ name }) => name === 'parts')?.rows?.keys() ?? [])], ['a x', 'a y']);
    assert.deepEqual(changesOf(before, await read()), []);
    database.exec(`update schema_migrations set version = '2'; delete from parts where sku = 'y';
      delete from notes where text = 'two'; update people set picture = x'00fe' where id = 1;`);
    database.close();
    const told = changesOf(before, await read()).map(({ subject, what }) => `${subject}: ${what}`);
    assert.deepEqual(told.toSorted(), [
      'notes: 2 rows were 1',
      'parts: 1 of 2 rows are gone: a y',
      'people.picture: changed in 1 rows: 1',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
