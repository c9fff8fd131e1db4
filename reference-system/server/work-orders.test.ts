import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type {
  Customer,
  DispatchBoard,
  ErrorBody,
  InvoiceWithLines,
  LoginResponse,
  Page,
  ReportSummary,
  WorkOrder,
} from './contract.ts';
import type { ApiClient } from './testing/client.ts';
import { addCustomer, addItem, addWorkOrder, clientFor, codeOf, smallPng } from './testing/client.ts';
import type { TestFieldbook } from './testing/fieldbook.ts';
import { startFieldbook } from './testing/fieldbook.ts';

let fieldbook: TestFieldbook;
let admin: ApiClient;
let tech: LoginResponse;
let technician: ApiClient;
let customer: Customer;
before(async () => {
  fieldbook = await startFieldbook();
  admin = clientFor(fieldbook.url, (await fieldbook.signIn('admin')).accessToken);
  tech = await fieldbook.signIn('technician');
  technician = clientFor(fieldbook.url, tech.accessToken);
  customer = await addCustomer(admin, 'Bellamy Boatyard');
});
after(() => fieldbook[Symbol.asyncDispose]());

test('of two people who change the same version one wins, and the other is shown what is there now', async () => {
  const job = await addWorkOrder(admin, customer.id);
  const path = `/api/work-orders/${job.id}`;
  const answers = await Promise.all(
    ['A', 'B'].map((title) => admin.patch<WorkOrder & Partial<ErrorBody>>(path, { title, version: 1 })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const winner = answers.find(({ status }) => status === 200)?.body;
  const loser = answers.find(({ status }) => status === 409);
  assert.deepEqual(loser?.body.error?.current, winner);
  assert.equal(winner?.version, 2);
});

test('a technician changes and completes own and unassigned jobs only', async () => {
  const mine = await addWorkOrder(admin, customer.id, { assignedTo: tech.user.id });
  const other = await fieldbook.addUser('technician');
  const theirs = await addWorkOrder(admin, customer.id, { assignedTo: other.id });
  assert.equal(
    (await technician.patch(`/api/work-orders/${mine.id}`, { priority: 'high', version: 1 })).status,
    200,
  );
  assert.equal(
    (await technician.patch(`/api/work-orders/${theirs.id}`, { priority: 'high', version: 1 })).status,
    403,
  );
  assert.equal(
    (await technician.patch(`/api/work-orders/${mine.id}`, { assignedTo: other.id, version: 2 })).status,
    403,
  );
  assert.equal(
    (await technician.post('/api/work-orders', { title: 'X', customerId: customer.id, assignedTo: other.id }))
      .status,
    403,
  );
});

test('a job goes from new to invoiced, and the figures follow', async () => {
  const job = await addWorkOrder(admin, customer.id);
  const item = await addItem(admin, 'MCB-B16', 10);
  const moved = await admin.post<WorkOrder>('/api/dispatch/move', {
    workOrderId: job.id,
    technicianId: tech.user.id,
    date: '2026-02-03',
    slot: '10:00',
    version: 1,
  });
  assert.equal(moved.body.status, 'scheduled');
  const board = await admin.get<DispatchBoard>('/api/dispatch?date=2026-02-03');
  assert.equal(board.body.technicians.find(({ id }) => id === tech.user.id)?.jobs[0]?.id, job.id);
  assert.equal(
    (await technician.post('/api/time-entries', { workOrderId: job.id, date: '2026-02-03', minutes: 95 }))
      .status,
    201,
  );
  assert.equal(
    (await technician.post(`/api/work-orders/${job.id}/parts`, { itemId: item.id, quantity: 3 })).status,
    201,
  );
  assert.equal(codeOf(await admin.post('/api/invoices', { workOrderId: job.id })), 'not_completed');
  const signature = `data:image/png;base64,${smallPng.toString('base64')}`;
  const refused = await technician.post(`/api/work-orders/${job.id}/complete`, {
    signature: 'data:image/png;base64,AAAA',
    signedBy: 'J',
  });
  assert.equal(refused.status, 400);
  const completed = await technician.post<WorkOrder>(`/api/work-orders/${job.id}/complete`, {
    signature,
    signedBy: 'J. Bellamy',
  });
  assert.equal(completed.body.status, 'completed');
  assert.equal(
    codeOf(
      await admin.patch(`/api/work-orders/${job.id}`, { title: 'Late', version: completed.body.version }),
    ),
    'work_order_closed',
  );
  const both = await Promise.all(
    [1, 2].map(() => admin.post<InvoiceWithLines>('/api/invoices', { workOrderId: job.id })),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
  const invoice = both.find(({ status }) => status === 201)?.body;
  // 95 minutes at 68.00 an hour are 107.67, and three parts at 2.50.
  assert.equal(invoice?.totalCents, 10_767 + 750);
  const { body: summary } = await admin.get<ReportSummary>('/api/reports/summary');
  assert.equal(summary.workOrdersByStatus.invoiced, 1);
  assert.deepEqual([summary.minutesWorked, summary.partsUsed, summary.invoicedCents], [95, 3, 11_517]);
  const workbook = await admin.get<string>('/api/reports/summary.xlsx');
  assert.ok(workbook.body.startsWith('PK'));
});

test('lists are bounded, filtered and cut to the fields that were asked for', async () => {
  for (let count = 0; count < 5; count += 1)
    await addWorkOrder(admin, customer.id, { title: `Cellar lights ${count}` });
  const page = await admin.get<Page<WorkOrder>>('/api/work-orders?q=cellar%20boatyard&pageSize=2&page=2');
  assert.equal(page.body.items.length, 0, 'no single record has both words');
  const cellar = await admin.get<Page<WorkOrder>>(
    '/api/work-orders?q=CELL&pageSize=2&page=3&fields=number,customerName',
  );
  assert.equal(cellar.body.total, 5);
  assert.deepEqual(
    cellar.body.items.map((item) => Object.keys(item)),
    [['number', 'customerName']],
  );
  const byCustomer = await admin.get<Page<WorkOrder>>('/api/work-orders?q=boatyard&status=new');
  assert.ok(byCustomer.body.total >= 5);
  const all = await admin.get<Page<WorkOrder>>('/api/work-orders?pageSize=100');
  assert.equal(all.body.total, all.body.items.length);
  const bad = [
    'page=0',
    'page=x',
    'page=1e9',
    'pageSize=101',
    'pageSize=-1',
    'fields=',
    'fields=passwordHash',
    'fields=id,nope',
    'status=gone',
    'assignedTo=x',
    'scheduledFor=2026-02-30',
  ];
  for (const query of bad) assert.equal((await admin.get(`/api/work-orders?${query}`)).status, 400, query);
});

test('malformed input is the client’s mistake, never a 5xx', async () => {
  const path = '/api/work-orders';
  const bodies = ['{', 'null', '[]', '"x"', '', '{"title":"a\\u0000b","customerId":"x"}'];
  for (const body of bodies) assert.equal((await admin.post(path, body)).status, 400, body);
  assert.equal((await admin.post(path, { title: 'X', customerId: tech.user.id })).status, 400);
  assert.equal((await admin.post(path, { title: 'a\ud800', customerId: customer.id })).status, 400);
  assert.equal(
    (await admin.post(path, { title: 'X', customerId: customer.id, scheduledSlot: '08:00' })).status,
    400,
  );
  assert.equal((await admin.post(path, 'x'.repeat(1_000_001))).status, 413);
  for (const id of ['1', "' or 1=1", '%00', '%E0%A4%A', '..%2f..'])
    assert.equal((await admin.get(`${path}/${id}`)).status, 404, id);
  for (const q of ["'", '\\', "a':*|!", '%00', '%F0%9F%92%A9', '()&|!']) {
    assert.ok([200, 400].includes((await admin.get(`${path}?q=${q}`)).status), q);
  }
  assert.equal((await admin.get('/api/items/by-barcode/%00')).status, 404);
  assert.equal((await fetch(`${fieldbook.url}${path}`, { method: 'DELETE' })).status, 405);
});

test('every answer has the security headers, whatever its status', async () => {
  const paths = [
    '/health',
    '/ready',
    '/api/openapi.json',
    '/api/customers',
    '/api/nope',
    '/nope.js',
    '/',
    '/api/auth/me',
  ];
  for (const path of paths) {
    const { headers, status } = await clientFor(fieldbook.url).get(path);
    for (const name of [
      'strict-transport-security',
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'permissions-policy',
      'x-frame-options',
      'cross-origin-opener-policy',
    ]) {
      assert.ok(headers.get(name), `${path} (${status}) lacks ${name}`);
    }
    assert.equal(headers.get('cache-control'), 'no-store', path);
  }
});
