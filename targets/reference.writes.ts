import type { WriteInput } from './schema/writes.ts';

/** A customer, a technician, and people and records of other kinds. */
const everybody = `select
  (select id from customers order by name, id limit 1) as customer,
  (select id from users where email = 'tech1@fieldbook.example') as technician,
  (select id from users where role = 'dispatcher' order by email limit 1) as dispatcher,
  (select id from users where role = 'warehouse' order by email limit 1) as keeper`;
/** The smallest picture that is one. */
const signature =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const post = (path: string, body: Readonly<Record<string, unknown>>) =>
  ({ method: 'POST', path, body }) as const;
const patch = (path: string, body: Readonly<Record<string, unknown>>) =>
  ({ method: 'PATCH', path, body }) as const;
const by = (role: string, request: ReturnType<typeof post>, take: Readonly<Record<string, string>> = {}) => ({
  role,
  request,
  status: [200, 201],
  take,
});

const newCustomer = by('dispatcher', post('/api/customers', { name: 'Customer {unique}' }), { own: '/id' });
const newJob = by(
  'dispatcher',
  post('/api/work-orders', { title: 'Written {unique}', customerId: '{customer}' }),
  { job: '/id' },
);
const item = {
  sku: 'W-{unique}',
  name: 'Clip {unique}',
  barcode: 'W-{unique}',
  barcodeType: 'code128',
  onHand: 20,
} as const;
const newItem = by('warehouse', post('/api/items', item), { item: '/id' });
const worked = by(
  'dispatcher',
  post('/api/time-entries', { workOrderId: '{job}', date: '2026-01-14', minutes: 30 }),
);
const completed = by(
  'dispatcher',
  post('/api/work-orders/{job}/complete', { signature, signedBy: 'Maria Fenn' }),
);

const job = { query: 'select * from work_orders where id = $1', values: ['{job}'] };
const noTechnician = { 'a dispatcher': '{dispatcher}', 'a customer': '{customer}' };

/** Every write of Fieldbook's endpoints but the photos, which are no JSON. */
export const referenceWrites = [
  {
    id: 'customers.create',
    role: 'dispatcher',
    request: post('/api/customers', { name: 'Written {unique}', phone: '+1 617 555 0141' }),
    status: [201],
    carries: { '/id': '', '/name': 'Written {unique}', '/phone': '+1 617 555 0141' },
  },
  {
    id: 'customers.update',
    role: 'dispatcher',
    given: [newCustomer],
    request: patch('/api/customers/{own}', { address: '5 Mill Lane {unique}' }),
    status: [200],
    carries: { '/id': '{own}', '/address': '5 Mill Lane {unique}' },
  },
  {
    id: 'work-orders.create',
    role: 'dispatcher',
    givenRow: everybody,
    request: post('/api/work-orders', {
      title: 'Written {unique}',
      customerId: '{customer}',
      assignedTo: '{technician}',
    }),
    status: [201],
    carries: { '/id': '', '/number': '', '/title': 'Written {unique}', '/assignedTo': '{technician}' },
    references: [
      { field: '/customerId', wrong: { 'a technician': '{technician}' } },
      { field: '/assignedTo', wrong: noTechnician },
    ],
    rows: { query: 'select * from work_orders where title = $1', values: ['Written {unique}'] },
  },
  {
    id: 'work-orders.update',
    role: 'dispatcher',
    givenRow: everybody,
    given: [newJob],
    request: patch('/api/work-orders/{job}', {
      version: 1,
      customerId: '{customer}',
      assignedTo: '{technician}',
    }),
    status: [200],
    carries: { '/id': '{job}', '/version': '2', '/assignedTo': '{technician}' },
    references: [
      { field: '/customerId', wrong: { 'a technician': '{technician}' } },
      { field: '/assignedTo', wrong: noTechnician },
    ],
    rows: job,
  },
  {
    id: 'work-orders.assign',
    role: 'dispatcher',
    givenRow: everybody,
    given: [newJob],
    request: post('/api/work-orders/{job}/assign', { technicianId: '{technician}' }),
    status: [200],
    carries: { '/id': '{job}', '/assignedTo': '{technician}' },
    references: [{ field: '/technicianId', wrong: noTechnician }],
    rows: job,
  },
  {
    id: 'work-orders.complete',
    role: 'dispatcher',
    givenRow: everybody,
    given: [newJob],
    request: post('/api/work-orders/{job}/complete', { signature, signedBy: 'Maria Fenn {unique}' }),
    status: [200],
    carries: { '/id': '{job}', '/status': 'completed', '/signedBy': 'Maria Fenn {unique}' },
  },
  {
    id: 'dispatch.move',
    role: 'dispatcher',
    givenRow: everybody,
    given: [newJob],
    request: post('/api/dispatch/move', {
      workOrderId: '{job}',
      technicianId: '{technician}',
      date: '2026-01-19',
      slot: '10:00',
      version: 1,
    }),
    status: [200],
    carries: { '/id': '{job}', '/assignedTo': '{technician}', '/scheduledSlot': '10:00' },
    references: [
      { field: '/workOrderId', wrong: { 'a customer': '{customer}' } },
      { field: '/technicianId', wrong: { 'a keeper of the warehouse': '{keeper}', ...noTechnician } },
    ],
    rows: job,
  },
  {
    id: 'items.create',
    role: 'warehouse',
    request: post('/api/items', item),
    status: [201],
    carries: { '/id': '', '/sku': 'W-{unique}', '/onHand': '20' },
  },
  {
    id: 'items.update',
    role: 'warehouse',
    given: [newItem],
    request: patch('/api/items/{item}', { location: 'Van 7' }),
    status: [200],
    carries: { '/id': '{item}', '/location': 'Van 7' },
  },
  {
    id: 'items.adjust',
    role: 'warehouse',
    given: [newItem],
    request: post('/api/items/{item}/adjust', { delta: 4, reason: 'Counted {unique}' }),
    status: [201],
    carries: { '/id': '{item}', '/onHand': '24' },
  },
  {
    id: 'parts.use',
    role: 'technician',
    givenRow: everybody,
    given: [newJob, newItem],
    request: post('/api/work-orders/{job}/parts', { itemId: '{item}', quantity: 2 }),
    status: [201],
    carries: { '/id': '', '/itemId': '{item}', '/quantity': '2' },
    references: [{ field: '/itemId', wrong: { 'a customer': '{customer}' } }],
    rows: { query: 'select * from stock_ledger where work_order_id = $1', values: ['{job}'] },
  },
  {
    id: 'time-entries.create',
    role: 'technician',
    givenRow: everybody,
    given: [newJob],
    request: post('/api/time-entries', {
      workOrderId: '{job}',
      date: '2026-01-14',
      minutes: 20,
      note: 'Written {unique}',
    }),
    status: [201],
    carries: { '/id': '', '/workOrderId': '{job}', '/minutes': '20' },
    references: [{ field: '/workOrderId', wrong: { 'a customer': '{customer}' } }],
    rows: { query: 'select * from time_entries where note = $1', values: ['Written {unique}'] },
  },
  {
    id: 'invoices.create',
    role: 'dispatcher',
    givenRow: everybody,
    given: [newJob, worked, completed],
    request: post('/api/invoices', { workOrderId: '{job}' }),
    status: [201],
    carries: { '/id': '', '/number': '', '/workOrderId': '{job}', '/totalCents': '3400' },
    references: [{ field: '/workOrderId', wrong: { 'a customer': '{customer}' } }],
    rows: { query: 'select * from invoices where work_order_id = $1', values: ['{job}'] },
  },
  {
    id: 'users.create',
    role: 'admin',
    request: post('/api/users', {
      email: 'written-{unique}@fieldbook.example',
      name: 'Written {unique}',
      role: 'technician',
      password: 'a long probe password',
    }),
    status: [201],
    carries: { '/id': '', '/email': 'written-{unique}@fieldbook.example', '/role': 'technician' },
  },
] as const satisfies readonly WriteInput[];
