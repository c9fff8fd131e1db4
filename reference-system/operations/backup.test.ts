import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import pg from 'pg';
import type { Items, Photo } from '../server/contract.ts';
import { createS3Client } from '../server/object-store.ts';
import type { ApiClient } from '../server/testing/client.ts';
import { addCustomer, addWorkOrder, clientFor, smallPng } from '../server/testing/client.ts';
import type { TestFieldbook } from '../server/testing/fieldbook.ts';
import { startFieldbook } from '../server/testing/fieldbook.ts';
import type { OperationScript } from './testing/play-script.ts';
import { playScript } from './testing/play-script.ts';

let fieldbook: TestFieldbook;
let admin: ApiClient;
let folder: string;
before(async () => {
  fieldbook = await startFieldbook();
  await fieldbook.pool.query('create role fieldbook_readonly nologin');
  await fieldbook.pool.query('grant select on customers to fieldbook_readonly');
  admin = clientFor(fieldbook.url, (await fieldbook.signIn('admin')).accessToken);
  folder = await mkdtemp(join(tmpdir(), 'fieldbook-backup-'));
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  await fieldbook[Symbol.asyncDispose]();
});

const play = (script: OperationScript, artifact: string, overrides: Record<string, string> = {}) =>
  playScript(fieldbook, script, artifact, overrides);

const tables = [
  'users',
  'sessions',
  'customers',
  'work_orders',
  'work_order_events',
  'photos',
  'items',
  'stock_ledger',
  'time_entries',
  'invoices',
  'invoice_lines',
  'idempotency_keys',
  'work_order_counts',
  'schema_migrations',
];

/** Every table's rows as one hash, and what no row hash sees. */
const fingerprint = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const lines: string[] = [];
  for (const table of tables) {
    const found = await client.query<{ line: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as line from ${table} t`,
    );
    lines.push(`${table} ${found.rows[0]?.line}`);
  }
  const catalog = await client.query<{ line: string }>(
    `select 'sequence ' || sequencename || ' ' || coalesce(last_value, 0) as line from pg_sequences
     union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
     union all select 'trigger ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
     union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
     union all select 'view ' || viewname || definition from pg_views where schemaname = 'public'
     union all select 'grant ' || relname || ' ' || relacl::text from pg_class where relacl is not null and relnamespace = 'public'::regnamespace
     order by 1`,
  );
  await client.end();
  return [...lines, ...catalog.rows.map(({ line }) => line)];
};

const addPhoto = async (workOrderId: string): Promise<Photo | undefined> => {
  const form = new FormData();
  form.append('photos', new Blob([new Uint8Array(smallPng)]), 'a.png');
  return (await admin.post<Items<Photo>>(`/api/work-orders/${workOrderId}/photos`, form)).body.items[0];
};

test('what is backed up comes back equal: rows, catalog and objects', async () => {
  const customer = await addCustomer(admin);
  for (let count = 0; count < 5; count += 1) await addPhoto((await addWorkOrder(admin, customer.id)).id);
  const artifact = join(folder, 'quiet');
  const before = await fingerprint(fieldbook.config.DATABASE_URL);
  await play('backup', artifact);
  const target = { DATABASE_URL: await fieldbook.postgres.createDatabase('restored'), S3_BUCKET: 'restored' };
  await play('restore', artifact, target);
  assert.deepEqual(await fingerprint(target.DATABASE_URL), before);
  await assert.rejects(play('restore', artifact, target), /expected an empty database/);
});

test('a backup that is taken while people work restores to a state where every row has its object', async () => {
  const customer = await addCustomer(admin);
  let working = true;
  let made = 0;
  const work = async (): Promise<void> => {
    while (working) {
      await addPhoto((await addWorkOrder(admin, customer.id)).id);
      made += 1;
    }
  };
  const workers = [work(), work(), work()];
  const artifact = join(folder, 'busy');
  await play('backup', artifact);
  working = false;
  await Promise.all(workers);
  assert.ok(made > 3, `expected people at work, got ${made} photos`);
  const target = {
    DATABASE_URL: await fieldbook.postgres.createDatabase('busy'),
    S3_BUCKET: 'restored-busy',
  };
  await play('restore', artifact, target);
  const client = new pg.Client({ connectionString: target.DATABASE_URL });
  await client.connect();
  const photos = await client.query<{ object_key: string; sha256: string }>(
    'select object_key, sha256 from photos',
  );
  const next = await client.query<{ n: string }>(
    `select nextval('work_order_number_seq') > max(substr(number, 4)::int) as n from work_orders`,
  );
  const wrong = await client.query('select from v_stock where on_hand <> ledger_sum');
  await client.end();
  assert.deepEqual([next.rows[0]?.n, wrong.rowCount], [true, 0]);
  assert.ok(photos.rows.length >= 5);
  const s3 = createS3Client(fieldbook.config);
  for (const { object_key: key, sha256 } of photos.rows) {
    const object = await s3.send(new GetObjectCommand({ Bucket: target.S3_BUCKET, Key: key }));
    const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, key);
    assert.equal(object.Metadata?.['sha256'], sha256);
    assert.equal(object.ContentType, 'image/png');
  }
  s3.destroy();
});

test('a corrupted, cut or incomplete backup is refused before anything is touched', async () => {
  const artifact = join(folder, 'damaged');
  await play('backup', artifact);
  const target = {
    DATABASE_URL: await fieldbook.postgres.createDatabase('untouched'),
    S3_BUCKET: 'untouched',
  };
  const dump = await open(join(artifact, 'database.dump.enc'), 'r+');
  const { size } = await dump.stat();
  await dump.write('x', Math.floor(size / 2));
  await assert.rejects(play('restore', artifact, target), /corrupted/);
  await dump.truncate(Math.floor(size / 2));
  await dump.close();
  await assert.rejects(play('restore', artifact, target), /corrupted/);
  await rm(join(artifact, 'objects', 'index.jsonl.enc'));
  await assert.rejects(play('restore', artifact, target), /missing or were added/);
  await rm(join(artifact, 'manifest.sha256'));
  await assert.rejects(play('restore', artifact, target), /manifest/);
  const client = new pg.Client({ connectionString: target.DATABASE_URL });
  await client.connect();
  assert.equal((await client.query(`select from pg_tables where schemaname = 'public'`)).rowCount, 0);
  await client.end();
});

test('a backup that cannot be made fails and leaves no manifest', async () => {
  const artifact = join(folder, 'failed');
  await assert.rejects(play('backup', artifact, { S3_BUCKET: 'no-such-bucket' }));
  await assert.rejects(open(join(artifact, 'manifest.sha256')));
});
