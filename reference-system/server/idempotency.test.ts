import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Customer, Item, WorkOrder } from './contract.ts';
import type { ApiClient } from './testing/client.ts';
import { addCustomer, addItem, addWorkOrder, clientFor, codeOf } from './testing/client.ts';
import type { TestFieldbook } from './testing/fieldbook.ts';
import { startFieldbook } from './testing/fieldbook.ts';

let fieldbook: TestFieldbook;
let admin: ApiClient;
let customer: Customer;
before(async () => {
  fieldbook = await startFieldbook();
  admin = clientFor(fieldbook.url, (await fieldbook.signIn('admin')).accessToken);
  customer = await addCustomer(admin);
});
after(() => fieldbook[Symbol.asyncDispose]());

test('ten deliveries of one key at once make one work order and one answer', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const body = { title: 'Only once', customerId: customer.id };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => admin.post<WorkOrder>('/api/work-orders', body, key)),
  );
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer.body))).size, 1);
  assert.equal(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length, 9);
  const rows = await fieldbook.pool.query(`select from work_orders where title = 'Only once'`);
  assert.equal(rows.rowCount, 1);
});

test('a refused request leaves its key free; another request with a used key is refused', async () => {
  const key = { 'idempotency-key': randomUUID() };
  assert.equal(
    (await admin.post('/api/work-orders', { title: '', customerId: customer.id }, key)).status,
    400,
  );
  assert.equal(
    (await admin.post('/api/work-orders', { title: 'Now right', customerId: customer.id }, key)).status,
    201,
  );
  const other = await admin.post('/api/work-orders', { title: 'Another', customerId: customer.id }, key);
  assert.equal(other.status, 422);
  assert.equal(codeOf(other), 'idempotency_key_reused');
  assert.equal(
    (await admin.post('/api/customers', { name: 'X' }, { 'idempotency-key': 'no uuid' })).status,
    400,
  );
});

test('a key belongs to one person', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const dispatcher = clientFor(fieldbook.url, (await fieldbook.signIn('dispatcher')).accessToken);
  const first = await admin.post<Customer>('/api/customers', { name: 'Same' }, key);
  const second = await dispatcher.post<Customer>('/api/customers', { name: 'Same' }, key);
  assert.notEqual(first.body.id, second.body.id);
});

test('forty work orders made at once have forty numbers, and the counts agree', async () => {
  const made = await Promise.all(Array.from({ length: 40 }, () => addWorkOrder(admin, customer.id)));
  assert.equal(new Set(made.map(({ number }) => number)).size, 40);
  assert.match(made[0]?.number ?? '', /^WO-\d{6}$/);
  const counts = await fieldbook.pool.query<{ kept: number; real: number }>(
    `select (select sum(n)::int from work_order_counts) as kept, (select count(*)::int from work_orders) as real`,
  );
  assert.equal(counts.rows[0]?.kept, counts.rows[0]?.real);
});

test('fifty people taking from a stock of thirty get thirty; the ledger adds up and never falls below 0', async () => {
  const item = await addItem(admin, 'RACE-1', 30);
  const job = await addWorkOrder(admin, customer.id);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      index % 2
        ? admin.post(`/api/items/${item.id}/adjust`, { delta: -1, reason: 'Taken' })
        : admin.post(`/api/work-orders/${job.id}/parts`, { itemId: item.id, quantity: 1 }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 201).length, 30);
  const refused = answers.filter(({ status }) => status !== 201);
  assert.deepEqual(new Set(refused.map(codeOf)), new Set(['insufficient_stock']));
  const stock = await fieldbook.pool.query<{ on_hand: number; ledger_sum: number }>(
    'select on_hand, ledger_sum from v_stock where item_id = $1',
    [item.id],
  );
  assert.deepEqual(stock.rows[0], { on_hand: 0, ledger_sum: 0 });
  assert.equal((await admin.get<Item>(`/api/items/${item.id}`)).body.onHand, 0);
  const ledger = await admin.get<{ total: number }>(`/api/items/${item.id}/ledger`);
  assert.equal(ledger.body.total, 31);
});

test('a stock adjustment that is delivered twice counts once', async () => {
  const item = await addItem(admin, 'TWICE-1', 10);
  const key = { 'idempotency-key': randomUUID() };
  const adjust = () => admin.post<Item>(`/api/items/${item.id}/adjust`, { delta: -3, reason: 'Van' }, key);
  await Promise.all([adjust(), adjust()]);
  assert.equal((await adjust()).body.onHand, 7);
});
