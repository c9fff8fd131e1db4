import type { AtOnceInput } from './schema/at-once.ts';

const someCustomer = `SELECT c.id AS customer, c.service_street AS address FROM customers c
  WHERE c.customer_number = 'CUS-00007'`;
const post = (path: string, body: Readonly<Record<string, unknown>>) =>
  ({ method: 'POST', path: `/api${path}`, body }) as const;
const job = post('/work-orders', {
  customer_id: '{customer}',
  service_address: '{address}',
  job_description: 'At once {unique}',
});
const answered = [200, 201];

/** What people of both installations write at the same moment. */
export const electricalAtOnce = [
  {
    kind: 'records',
    id: 'work-orders.create',
    role: 'admin',
    givenRow: someCustomer,
    request: job,
    status: answered,
    row: { query: 'SELECT * FROM work_orders WHERE job_description = $1', values: ['At once {unique}'] },
  },
  {
    kind: 'records',
    id: 'customers.create',
    role: 'admin',
    request: post('/customers', {
      first_name: 'Nora',
      last_name: 'At once {unique}',
      phone_primary: '617-555-0199',
    }),
    status: answered,
    row: { query: 'SELECT * FROM customers WHERE last_name = $1', values: ['At once {unique}'] },
  },
  {
    kind: 'record',
    id: 'work-orders.edit',
    role: 'admin',
    givenRow: someCustomer,
    given: [{ role: 'admin', request: job, status: answered, take: { job: '/work_order_id' } }],
    read: { path: '/api/work-orders/{job}' },
    edits: [
      {
        request: {
          method: 'PATCH',
          path: '/api/work-orders/{job}',
          body: { job_description: 'Words of one {unique}' },
        },
        column: 'job_description',
        value: 'Words of one {unique}',
      },
      {
        request: {
          method: 'PATCH',
          path: '/api/work-orders/{job}',
          body: { service_address: 'Address of another {unique}' },
        },
        column: 'service_address',
        value: 'Address of another {unique}',
      },
    ],
    status: answered,
    row: { query: 'SELECT * FROM work_orders WHERE id = $1', values: ['{job}'] },
  },
  {
    kind: 'amount',
    id: 'stock.adjust',
    role: 'admin',
    givenRow: "SELECT id AS item FROM inventory WHERE item_id = '0045'",
    request: post('/inventory/{item}/adjust-stock', { quantity_change: 2, reason: 'Counted {unique}' }),
    status: answered,
    by: 2,
    amounts: [
      { what: 'stock', query: 'SELECT qty AS value FROM inventory WHERE id = $1', values: ['{item}'] },
      {
        what: 'ledger',
        query:
          'SELECT coalesce(sum(quantity_change), 0) AS value FROM stock_transactions WHERE inventory_id = $1',
        values: ['{item}'],
      },
    ],
  },
] as const satisfies readonly AtOnceInput[];
