import type { AtOnceInput } from './schema/at-once.ts';

const customer = 'select id as customer from customers order by created_at, id limit 1';
/** The smallest picture that is one. */
const signature =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const newJob = {
  role: 'dispatcher',
  request: {
    method: 'POST',
    path: '/api/work-orders',
    body: { title: 'Job {unique}', customerId: '{customer}' },
  },
  status: [201],
  take: { job: '/id', version: '/version' },
} as const;
const completed = {
  role: 'dispatcher',
  request: {
    method: 'POST',
    path: '/api/work-orders/{job}/complete',
    body: { signature, signedBy: 'Maria Fenn' },
  },
  status: [200],
  take: {},
} as const;
const worked = {
  role: 'dispatcher',
  request: {
    method: 'POST',
    path: '/api/time-entries',
    body: { workOrderId: '{job}', date: '2026-01-14', minutes: 45 },
  },
  status: [201],
  take: {},
} as const;
const newItem = {
  role: 'warehouse',
  request: {
    method: 'POST',
    path: '/api/items',
    body: {
      sku: 'S-{unique}',
      name: 'Clip {unique}',
      barcode: 'B-{unique}',
      barcodeType: 'code128',
      onHand: 500,
    },
  },
  status: [201],
  take: { item: '/id' },
} as const;
const stock = [
  { what: 'stock', query: 'select on_hand as value from items where id = $1', values: ['{item}'] },
  { what: 'ledger', query: 'select ledger_sum as value from v_stock where item_id = $1', values: ['{item}'] },
] as const;

/** What people of Fieldbook write at the same moment. */
export const referenceAtOnce = [
  {
    kind: 'records',
    id: 'work-orders.create',
    role: 'technician',
    givenRow: customer,
    request: {
      method: 'POST',
      path: '/api/work-orders',
      body: { title: 'At once {unique}', customerId: '{customer}' },
    },
    status: [201],
    row: { query: 'select * from work_orders where title = $1', values: ['At once {unique}'] },
    parts: [
      {
        what: 'entry of its history',
        query:
          "select e.id from work_order_events e join work_orders w on w.id = e.work_order_id where w.title = $1 and e.kind = 'created'",
        values: ['At once {unique}'],
        rows: 1,
      },
    ],
  },
  {
    kind: 'records',
    id: 'invoices.create',
    role: 'dispatcher',
    givenRow: customer,
    givenEach: [newJob, worked, completed],
    request: { method: 'POST', path: '/api/invoices', body: { workOrderId: '{job}' } },
    status: [201],
    row: { query: 'select * from invoices where work_order_id = $1', values: ['{job}'] },
    parts: [
      {
        what: 'line of 45 minutes',
        query:
          'select l.id from invoice_lines l join invoices i on i.id = l.invoice_id where i.work_order_id = $1 and l.total_cents = i.total_cents and l.quantity = 45',
        values: ['{job}'],
        rows: 1,
      },
      {
        what: 'job that is invoiced',
        query: "select id from work_orders where id = $1 and status = 'invoiced'",
        values: ['{job}'],
        rows: 1,
      },
    ],
  },
  {
    kind: 'records',
    id: 'time-entries.create',
    role: 'technician',
    givenRow: customer,
    given: [newJob],
    request: {
      method: 'POST',
      path: '/api/time-entries',
      body: { workOrderId: '{job}', date: '2026-01-14', minutes: 15, note: 'At once {unique}' },
    },
    status: [201],
    row: { query: 'select * from time_entries where note = $1', values: ['At once {unique}'] },
  },
  {
    kind: 'record',
    id: 'work-orders.edit',
    role: 'dispatcher',
    givenRow: customer,
    given: [newJob],
    read: { path: '/api/work-orders/{job}', take: { version: '/version' } },
    edits: [
      {
        request: {
          method: 'PATCH',
          path: '/api/work-orders/{job}',
          body: { version: '{version}:number', title: 'Title of one {unique}' },
        },
        column: 'title',
        value: 'Title of one {unique}',
      },
      {
        request: {
          method: 'PATCH',
          path: '/api/work-orders/{job}',
          body: { version: '{version}:number', description: 'Words of another {unique}' },
        },
        column: 'description',
        value: 'Words of another {unique}',
      },
    ],
    status: [200],
    row: { query: 'select * from work_orders where id = $1', values: ['{job}'] },
  },
  {
    kind: 'record',
    id: 'customers.edit',
    role: 'dispatcher',
    given: [
      {
        role: 'dispatcher',
        request: { method: 'POST', path: '/api/customers', body: { name: 'Customer {unique}' } },
        status: [201],
        take: { customer: '/id' },
      },
    ],
    read: { path: '/api/customers/{customer}' },
    edits: [
      {
        request: {
          method: 'PATCH',
          path: '/api/customers/{customer}',
          body: { phone: '+1 617 555 0140' },
        },
        column: 'phone',
        value: '+1 617 555 0140',
      },
      {
        request: {
          method: 'PATCH',
          path: '/api/customers/{customer}',
          body: { address: '9 Quay Street {unique}' },
        },
        column: 'address',
        value: '9 Quay Street {unique}',
      },
    ],
    status: [200],
    row: { query: 'select * from customers where id = $1', values: ['{customer}'] },
  },
  {
    kind: 'amount',
    id: 'stock.adjust',
    role: 'warehouse',
    given: [newItem],
    request: {
      method: 'POST',
      path: '/api/items/{item}/adjust',
      body: { delta: 3, reason: 'Counted {unique}' },
    },
    status: [201],
    by: 3,
    amounts: stock,
  },
  {
    kind: 'amount',
    id: 'parts.use',
    role: 'technician',
    givenRow: customer,
    given: [newJob, newItem],
    request: {
      method: 'POST',
      path: '/api/work-orders/{job}/parts',
      body: { itemId: '{item}', quantity: 2 },
    },
    status: [201],
    by: -2,
    amounts: stock,
  },
  {
    kind: 'once',
    id: 'invoices.once',
    role: 'dispatcher',
    givenRow: customer,
    given: [newJob, worked, completed],
    request: { method: 'POST', path: '/api/invoices', body: { workOrderId: '{job}' } },
    status: [201],
    row: { query: 'select id from invoices where work_order_id = $1', values: ['{job}'] },
  },
] as const satisfies readonly AtOnceInput[];
