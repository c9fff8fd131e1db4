import type { WriteInput } from './schema/writes.ts';

const customer = {
  name: 'Kiosk {unique}',
  code: 'W-{unique}',
  type: 'retail',
  phone: '+27 11 555 0139',
} as const;
const newCustomer = {
  role: 'admin',
  request: { method: 'POST', path: '/api/customers', body: customer },
  status: [201],
  take: { own: '/data/customer/id' },
} as const;

/** A customer and a product of the first tenant, and those of the other one. */
const bothTenants = `SELECT c.id AS customer, p.id AS product,
    (SELECT f.id FROM customers f JOIN tenants o ON o.id = f.tenant_id WHERE o.code = 'DEMO' ORDER BY f.code LIMIT 1)
      AS foreign_customer,
    (SELECT f.id FROM products f JOIN tenants o ON o.id = f.tenant_id WHERE o.code = 'DEMO' ORDER BY f.code LIMIT 1)
      AS foreign_product
  FROM customers c JOIN products p ON p.tenant_id = c.tenant_id JOIN tenants t ON t.id = c.tenant_id
  WHERE t.code = 'PEPSI_SA' ORDER BY c.code, p.code LIMIT 1`;

/** The writes of its main modules, whose answers carry the record below its own name. */
export const salessyncWrites = [
  {
    id: 'customers.create',
    role: 'admin',
    request: newCustomer.request,
    status: newCustomer.status,
    carries: {
      '/data/customer/id': '',
      '/data/customer/code': 'W-{unique}',
      '/data/customer/name': 'Kiosk {unique}',
    },
  },
  {
    id: 'customers.edit',
    role: 'admin',
    given: [newCustomer],
    request: { method: 'PUT', path: '/api/customers/{own}', body: { phone: '+27 11 555 0177' } },
    status: [200],
    carries: { '/data/customer/id': '{own}', '/data/customer/phone': '+27 11 555 0177' },
  },
  {
    id: 'orders.create',
    role: 'agent',
    givenRow: bothTenants,
    request: {
      method: 'POST',
      path: '/api/orders',
      body: {
        customer_id: '{customer}',
        order_date: '2025-10-03',
        items: [{ product_id: '{product}', quantity: 2 }],
        notes: 'Written {unique}',
      },
    },
    status: [201],
    carries: {
      '/data/order/id': '',
      '/data/order/order_number': '',
      '/data/order/customer_id': '{customer}',
      '/data/order/notes': 'Written {unique}',
    },
    references: [
      {
        field: '/customer_id',
        wrong: { 'a product': '{product}', 'a customer of another tenant': '{foreign_customer}' },
      },
      {
        field: '/items/0/product_id',
        wrong: { 'a customer': '{customer}', 'a product of another tenant': '{foreign_product}' },
      },
    ],
    rows: { query: 'SELECT * FROM orders WHERE notes = $1', values: ['Written {unique}'] },
  },
] as const satisfies readonly WriteInput[];
