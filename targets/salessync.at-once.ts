import type { AtOnceInput } from './schema/at-once.ts';

const newCustomer = {
  role: 'admin',
  request: {
    method: 'POST',
    path: '/api/customers',
    body: { name: 'Kiosk {unique}', code: 'K-{unique}', type: 'retail', phone: '+27 11 555 0139' },
  },
  status: [201],
  take: { customer: '/data/customer/id' },
} as const;

/** What people of one tenant write at the same moment. */
export const salessyncAtOnce = [
  {
    kind: 'records',
    id: 'orders.create',
    role: 'agent',
    givenRow: `SELECT c.id AS customer, p.id AS product
      FROM customers c JOIN products p ON p.tenant_id = c.tenant_id JOIN tenants t ON t.id = c.tenant_id
      WHERE t.code = 'PEPSI_SA' ORDER BY c.code, p.code LIMIT 1`,
    request: {
      method: 'POST',
      path: '/api/orders',
      body: {
        customer_id: '{customer}',
        order_date: '2025-10-03',
        items: [{ product_id: '{product}', quantity: 2 }],
        notes: 'At once {unique}',
      },
    },
    status: [201],
    row: { query: 'SELECT * FROM orders WHERE notes = $1', values: ['At once {unique}'] },
    parts: [
      {
        what: 'item of the order',
        query: 'SELECT i.id FROM order_items i JOIN orders o ON o.id = i.order_id WHERE o.notes = $1',
        values: ['At once {unique}'],
        rows: 1,
      },
    ],
  },
  {
    kind: 'records',
    id: 'customers.create',
    role: 'admin',
    request: newCustomer.request,
    status: newCustomer.status,
    row: { query: 'SELECT * FROM customers WHERE code = $1', values: ['K-{unique}'] },
  },
  {
    kind: 'record',
    id: 'customers.edit',
    role: 'admin',
    given: [newCustomer],
    read: { path: '/api/customers/{customer}' },
    edits: [
      {
        request: { method: 'PUT', path: '/api/customers/{customer}', body: { phone: '+27 11 555 0177' } },
        column: 'phone',
        value: '+27 11 555 0177',
      },
      {
        request: { method: 'PUT', path: '/api/customers/{customer}', body: { name: 'Renamed {unique}' } },
        column: 'name',
        value: 'Renamed {unique}',
      },
    ],
    status: [200],
    row: { query: 'SELECT * FROM customers WHERE id = $1', values: ['{customer}'] },
  },
] as const satisfies readonly AtOnceInput[];
