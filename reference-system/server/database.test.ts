import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createPool, hasRoom, transaction } from './database.ts';
import { startTestPostgres, type TestPostgres } from './testing/postgres.ts';

let postgres: TestPostgres;
let url: string;
before(async () => {
  postgres = await startTestPostgres();
  url = await postgres.createDatabase('fieldbook');
});
after(() => postgres[Symbol.asyncDispose]());

const terminate = async (pid: number): Promise<void> => {
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query('select pg_terminate_backend($1)', [pid]);
  await other.end();
};

test('a connection that dies between two statements of a transaction fails that transaction, not the process', async () => {
  const pool = createPool(url, () => undefined);
  const broken = transaction(pool, async (db) => {
    const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    await terminate(rows[0]?.pid ?? 0);
    await pause(100);
    await db.query('select 1');
  });
  await assert.rejects(broken);
  assert.deepEqual((await pool.query('select 1 as one')).rows, [{ one: 1 }]);
  await pool.end();
});

test('a write that finds no room is remembered until another one finds some', async () => {
  const pool = createPool(url, () => undefined);
  assert.equal(hasRoom(pool), true);
  const full = transaction(pool, (db) =>
    db.query(`do $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$`),
  );
  await assert.rejects(full, { code: '53100' });
  assert.equal(hasRoom(pool), false);
  await transaction(pool, (db) => db.query('select 1'));
  assert.equal(hasRoom(pool), true);
  await pool.end();
});
