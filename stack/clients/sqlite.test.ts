import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSql } from './sql.ts';

describe('openSql on SQLite', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-sqlite-'));
    file = join(folder, 'app.db');
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(file);
    database.exec(
      `CREATE TABLE jobs (id INTEGER, title TEXT); INSERT INTO jobs VALUES (1, 'one $1'), (2, 'two')`,
    );
    database.close();
  });
  after(() => rm(folder, { recursive: true }));

  it('takes $1 more than once, out of order, and passes over text, names and comments', async () => {
    await using sql = openSql({ engine: 'sqlite', file });
    const text = `SELECT title AS "a $3 name", $2 AS second, $1 AS first -- $4
      FROM jobs WHERE id = $1 AND title = 'one $1' /* $5 */`;
    assert.deepEqual(await sql.query(text, [1, 'b']), [{ 'a $3 name': 'one $1', second: 'b', first: 1 }]);
  });

  it('takes a list as JSON, and dates and truth values', async () => {
    await using sql = openSql({ engine: 'sqlite', file });
    const listed = 'SELECT count(*) AS n FROM jobs WHERE title IN (SELECT value FROM json_each($1))';
    assert.deepEqual(await sql.query(listed, [['two', 'three']]), [{ n: 1 }]);
    const moment = new Date(0);
    assert.deepEqual(await sql.query('SELECT $1 AS a, $2 AS b, $3 AS c', [moment, true, undefined]), [
      { a: moment.toISOString(), b: 1, c: null },
    ]);
  });

  it('writes only where it was asked to, and says which value is missing', async () => {
    await using reader = openSql({ engine: 'sqlite', file });
    await assert.rejects(reader.query('DELETE FROM jobs'), /readonly/u);
    await assert.rejects(reader.query('SELECT $2', ['a']), /expected a value for \$2 .*got 1 values/u);
    await using writer = openSql({ engine: 'sqlite', file }, { write: true });
    await writer.query('INSERT INTO jobs VALUES ($1, $2)', [3, 'three']);
    assert.deepEqual(await reader.query('SELECT count(*) AS n FROM jobs'), [{ n: 3 }]);
  });

  it('waits for whoever holds the file, without holding up its own process', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN EXCLUSIVE');
    await using sql = openSql({ engine: 'sqlite', file });
    const asked = sql.query('SELECT 1 AS free');
    // Reached only where the query gave this process its turn while the file was held.
    holder.exec('COMMIT');
    holder.close();
    assert.deepEqual(await asked, [{ free: 1 }]);
  });
});
