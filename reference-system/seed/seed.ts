import { parseArgs } from 'node:util';
import { Secret } from 'otpauth';
import pg from 'pg';
import { readDatabaseUrl, readObjectStoreConfig } from '../server/config.ts';
import { migrate } from '../server/migrate.ts';
import { createObjectStore } from '../server/object-store.ts';
import { insertRows } from './batch.ts';
import type { SeededUser, UserSecrets } from './people.ts';
import { seedUsers } from './people.ts';
import { seedPhotos } from './photographs.ts';
import { drawSignature } from './picture.ts';
import { createRandom } from './random.ts';
import { customerRow, itemRow, jobOf, jobRow, sizes } from './records.ts';
import type { Counts, SeededJob } from './records.ts';
import { ledgerRows, workOn } from './work.ts';

const fixedSeed = 20_260_105;
const minPasswordLength = 12;

const range = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => make(index));

const userColumns = {
  id: 'uuid',
  email: 'text',
  name: 'text',
  role: 'text',
  password_hash: 'text',
  must_change_password: 'boolean',
  on_board: 'boolean',
  totp_secret: 'text',
};
const customerColumns = {
  id: 'uuid',
  name: 'text',
  email: 'text',
  phone: 'text',
  address: 'text',
  created_at: 'timestamptz',
};
const itemColumns = {
  id: 'uuid',
  sku: 'text',
  name: 'text',
  barcode: 'text',
  barcode_type: 'text',
  unit: 'text',
  on_hand: 'int',
  reorder_level: 'int',
  location: 'text',
  unit_price_cents: 'int',
};
const jobColumns = {
  id: 'uuid',
  title: 'text',
  description: 'text',
  customer_id: 'uuid',
  status: 'text',
  priority: 'text',
  assigned_to: 'uuid',
  scheduled_for: 'date',
  scheduled_slot: 'text',
  signed_by: 'text',
  completed_at: 'timestamptz',
  created_at: 'timestamptz',
};
const eventColumns = {
  id: 'uuid',
  work_order_id: 'uuid',
  user_id: 'uuid',
  kind: 'text',
  created_at: 'timestamptz',
};
const ledgerColumns = {
  id: 'uuid',
  item_id: 'uuid',
  delta: 'int',
  reason: 'text',
  work_order_id: 'uuid',
  user_id: 'uuid',
  created_at: 'timestamptz',
};
const timeColumns = {
  id: 'uuid',
  work_order_id: 'uuid',
  user_id: 'uuid',
  work_date: 'date',
  minutes: 'int',
  note: 'text',
  created_at: 'timestamptz',
};
const invoiceColumns = {
  id: 'uuid',
  work_order_id: 'uuid',
  customer_id: 'uuid',
  total_cents: 'bigint',
  created_at: 'timestamptz',
};
const lineColumns = {
  id: 'uuid',
  invoice_id: 'uuid',
  position: 'int',
  kind: 'text',
  description: 'text',
  quantity: 'int',
  unit_price_cents: 'int',
  total_cents: 'bigint',
};
const photoColumns = {
  id: 'uuid',
  work_order_id: 'uuid',
  object_key: 'text',
  file_name: 'text',
  content_type: 'text',
  size_bytes: 'int',
  sha256: 'text',
  uploaded_by: 'uuid',
  created_at: 'timestamptz',
};

const userNamed = (users: readonly SeededUser[], local: string): SeededUser => {
  const found = users.find((user) => user.email.startsWith(`${local}@`));
  if (!found) throw new Error(`expected a seeded account ${local}, got none`);
  return found;
};

const insertEverything = async (
  client: pg.Client,
  users: SeededUser[],
  counts: Counts,
): Promise<SeededJob[]> => {
  const random = createRandom(fixedSeed + 1);
  const dispatcher = userNamed(users, 'dispatch');
  const crew = users.filter((user) => user.role === 'technician' && user.onBoard);
  const customers = range(counts.customers, (index) => customerRow(random, index));
  const items = range(counts.items, (index) => itemRow(random, index));
  const customerIds = customers.map((row) => String(row[0]));
  const jobs = range(counts.workOrders, () => jobOf(random, customerIds, crew, counts.workOrders));
  const choices = items.map((row) => ({
    itemId: String(row[0]),
    itemName: String(row[2]),
    cents: Number(row[9]),
  }));
  const work = workOn(random, jobs, choices, counts);
  await insertRows(
    client,
    'users',
    userColumns,
    users.map((user) => [
      user.id,
      user.email,
      user.name,
      user.role,
      user.passwordHash,
      user.mustChange,
      user.onBoard,
      user.totpSecret,
    ]),
  );
  await insertRows(client, 'customers', customerColumns, customers);
  await insertRows(client, 'items', itemColumns, items);
  const jobRows = jobs.map((job, index) => jobRow(random, job, index, jobs.length));
  await insertRows(client, 'work_orders', jobColumns, jobRows);
  await client.query('update work_orders set signature_png = $1 where completed_at is not null', [
    drawSignature(),
  ]);
  const events = jobRows.map((row) => [
    random.uuid(),
    String(row[0]),
    dispatcher.id,
    'created',
    String(row.at(-1)),
  ]);
  await insertRows(client, 'work_order_events', eventColumns, events);
  await insertRows(
    client,
    'stock_ledger',
    ledgerColumns,
    ledgerRows(random, items, work.parts, userNamed(users, 'stores').id),
  );
  await insertRows(client, 'time_entries', timeColumns, work.time);
  await insertRows(client, 'invoices', invoiceColumns, work.invoices);
  await insertRows(client, 'invoice_lines', lineColumns, work.invoiceLines);
  return jobs;
};

const readSecrets = (environment: Record<string, string | undefined>): UserSecrets => {
  const password = environment['SEED_PASSWORD'] ?? '';
  const totpSecret = environment['SEED_TOTP_SECRET'] ?? '';
  if (password.length < minPasswordLength) {
    throw new Error(
      `Environment variable SEED_PASSWORD: expected at least ${minPasswordLength} characters for the seeded accounts.`,
    );
  }
  if (!/^[A-Z2-7]{16,}$/.test(totpSecret) || Secret.fromBase32(totpSecret).bytes.length < 10) {
    throw new Error(
      'Environment variable SEED_TOTP_SECRET: expected base32 of at least 16 characters for the admin.',
    );
  }
  return { password, totpSecret };
};

const readSize = (): Counts => {
  const { values } = parseArgs({ options: { size: { type: 'string', default: 'S' } } });
  const { size } = values;
  if (size !== 'XS' && size !== 'S' && size !== 'M' && size !== 'L') {
    throw new Error(`--size: expected XS, S, M or L, got "${size}".`);
  }
  return sizes[size];
};

/** Fills an empty database and bucket; everything but the password salts is the same each time. */
const seed = async (): Promise<string> => {
  const startedAt = performance.now();
  const counts = readSize();
  const secrets = readSecrets(process.env);
  const url = readDatabaseUrl(process.env);
  const objects = createObjectStore(readObjectStoreConfig(process.env));
  await migrate(url);
  const client = new pg.Client({ connectionString: url, application_name: 'fieldbook-seed' });
  await client.connect();
  try {
    const existing = await client.query('select from customers limit 1');
    if (existing.rowCount !== 0) throw new Error('Expected an empty database, but it has customers already.');
    const random = createRandom(fixedSeed);
    const users = await seedUsers(random, secrets, counts.subcontractors);
    await client.query('begin');
    const jobs = await insertEverything(client, users, counts);
    const photos = await seedPhotos(random, objects, jobs, counts.photos, userNamed(users, 'tech1').id);
    await insertRows(client, 'photos', photoColumns, photos);
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
    objects.close();
  }
  return `Seeded ${counts.workOrders} work orders, ${counts.customers} customers, ${counts.items} items in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`;
};

try {
  console.log(await seed());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
