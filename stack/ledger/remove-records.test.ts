import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Removal } from '../../targets/schema/hooks.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { substitute } from '../../targets/substitute.ts';
import type { HttpAnswer } from '../clients/http.ts';
import type { Session } from '../clients/session.ts';
import { openSql } from '../clients/sql.ts';
import type { LedgerEntry } from './ledger.ts';
import { removeRecords } from './remove-records.ts';

const target = await loadTarget(targetFile('reference'));
const at = new Date(0).toISOString();
const marker = 'a1b2-none-3f2c1a-1';

const sent = (id: string, path: string, own: string | null): LedgerEntry => ({
  type: 'sent',
  at,
  id,
  method: 'POST',
  path,
  marker: own,
});
const answered = (id: string, made: string | null): LedgerEntry => ({
  type: 'answered',
  at,
  id,
  status: 201,
  made,
});
const customers: Removal = {
  record: 'customer',
  covers: ['/api/customers'],
  by: {
    count: 'select count(*) as n from customers where name like $1',
    remove: ['delete from jobs where title like $1', 'delete from customers where name like $1'],
  },
};
const never = (): Promise<Session> => Promise.reject(new Error('nobody signs in here'));
const { signal } = new AbortController();

describe('removing what a run has made', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'removal-'));
    file = join(folder, 'app.db');
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    rmSync(file, { force: true });
    using database = new DatabaseSync(file);
    database.exec(`create table customers (id text, name text); create table jobs (title text);
      insert into customers values ('old', 'Bakery of long ago'), ('c-1', 'Bakery ${marker}');
      insert into jobs values ('Job ${marker}'), ('a job of long ago')`);
  });
  const namesLeft = (): readonly unknown[] => {
    using database = new DatabaseSync(file);
    return database.prepare('select name from customers').all();
  };

  it('takes what holds the marker, looks, and touches nothing that was there before', async () => {
    await using sql = openSql({ engine: 'sqlite', file }, { write: true });
    const entries = [sent('1', '/api/customers', marker), answered('1', 'c-1')];
    const ofOwn = [sent('2', '/api/customers/c-1/notes', null), answered('2', null)];
    const removals = [customers];
    const tidied = await removeRecords([...entries, ...ofOwn], {
      target,
      removals,
      sql,
      session: never,
      signal,
    });
    assert.deepEqual(tidied, { removed: 1, left: [] });
    assert.equal(namesLeft().length, 1);
  });

  it('also where only the intent was noted, because the run was killed', async () => {
    await using sql = openSql({ engine: 'sqlite', file }, { write: true });
    const intent: LedgerEntry = { type: 'intent', at, marker, what: 'a test' };
    const tidied = await removeRecords([intent], {
      target,
      removals: [customers],
      sql,
      session: never,
      signal,
    });
    assert.deepEqual(tidied, { removed: 1, left: [] });
  });

  it('lists what no rule covers, what holds no marker, and what could not be reached', async () => {
    const entries = [
      sent('1', '/api/customers', marker),
      answered('1', 'c-1'),
      sent('2', '/api/invoices', null),
      answered('2', 'i-7'),
      sent('3', '/api/items', marker),
    ];
    const without = { target, removals: [customers], sql: undefined, session: never, signal };
    const { removed, left } = await removeRecords(entries, without);
    assert.equal(removed, 0);
    const text = left.join('\n');
    assert.match(text, /customer marked a1b2-none-3f2c1a-1: expected a database that may be written to/u);
    assert.match(text, /POST \/api\/customers, once, answered 201, made c-1: marked/u);
    assert.match(text, /POST \/api\/invoices, once, answered 201, made i-7: holds no marker/u);
    assert.match(
      text,
      /POST \/api\/items, .*answered nothing that was seen: marked .* no removal covers it/u,
    );
  });

  it('says so where a rule leaves something behind', async () => {
    await using sql = openSql({ engine: 'sqlite', file }, { write: true });
    const idle: Removal = {
      ...customers,
      by: {
        count: customers.by && 'count' in customers.by ? customers.by.count : '',
        remove: ['delete from jobs where title like $1'],
      },
    };
    const { left } = await removeRecords([sent('1', '/api/customers', marker)], {
      target,
      removals: [idle],
      sql,
      session: never,
      signal,
    });
    assert.match(left.join('\n'), /customer marked a1b2-none-3f2c1a-1: 1 still there/u);
  });

  it('removes by the system’s own API, and only rows that hold the marker', async () => {
    const rows = new Map([
      ['c-1', `Bakery ${marker}`],
      ['c-2', 'Bakery of long ago'],
    ]);
    const answer = (status: number, body: unknown): HttpAnswer => ({
      status,
      json: () => body,
      text: JSON.stringify(body),
      headers: {},
      header: () => '',
      bytes: new Uint8Array(),
      durationMs: 0,
    });
    const session: Session = {
      role: 'dispatcher',
      email: 'd@example.test',
      token: 't',
      refreshToken: undefined,
      answer: answer(200, {}),
      send: async ({ method, path }, names = {}) => {
        const filled = substitute(path, names);
        if (method === 'GET') return answer(200, { items: [...rows].map(([id, name]) => ({ id, name })) });
        rows.delete(filled.split('/').at(-1) ?? '');
        return answer(204, {});
      },
    };
    const byApi: Removal = {
      record: 'customer',
      covers: ['/api/customers'],
      by: {
        role: 'dispatcher',
        find: { path: '/api/customers?q={marker}', rows: '/items', id: '/id' },
        remove: { method: 'DELETE', path: '/api/customers/{id}', status: [204] },
      },
    };
    const given = { target, removals: [byApi], sql: undefined, session: async () => session, signal };
    const tidied = await removeRecords([sent('1', '/api/customers', marker), answered('1', 'c-1')], given);
    assert.deepEqual(tidied, { removed: 1, left: [] });
    assert.deepEqual([...rows.keys()], ['c-2']);
  });
});
