import type { TaskInput } from './schema/tasks.ts';

const newCustomer = {
  role: 'admin',
  request: {
    method: 'POST',
    path: '/api/customers',
    body: { name: 'Kiosk {unique}', code: 'K-{unique}', type: 'retail', phone: '+27 11 555 0139' },
  },
  status: [201],
  take: { customer: '/data/customer/id', code: '/data/customer/code', name: '/data/customer/name' },
} as const;

/** What people do with the system, as data; the browser half is fixtures/pages/salessync.ts. */
export const salessyncTasks = [
  {
    id: 'customer.create',
    role: 'admin',
    record: 'customer',
    action: 'create',
    values: { name: 'Kiosk {unique}', code: 'K-{unique}', phone: '+27 11 555 0139' },
    shows: { name: '{name}', code: '{code}' },
    witness: {
      api: { path: '/api/customers?search={code}', expect: { '/data/customers/0/name': '{name}' } },
      sql: {
        query: `SELECT c.name, t.code AS tenant FROM customers c JOIN tenants t ON t.id = c.tenant_id
          WHERE c.code = $1`,
        values: ['{code}'],
        expect: { name: '{name}', tenant: 'PEPSI_SA' },
      },
    },
  },
  {
    id: 'customer.view',
    role: 'admin',
    record: 'customer',
    action: 'view',
    given: [newCustomer],
    shows: { name: '{name}', code: '{code}' },
    witness: {
      api: { path: '/api/customers/{customer}', expect: { '/data/customer/name': '{shown_name}' } },
      sql: {
        query: 'SELECT name, code FROM customers WHERE id = $1',
        values: ['{customer}'],
        expect: { name: '{shown_name}', code: '{shown_code}' },
      },
    },
    afterRestore: true,
  },
  {
    id: 'customer.edit',
    role: 'admin',
    record: 'customer',
    action: 'edit',
    given: [newCustomer],
    values: { phone: '+27 11 555 0177' },
    shows: { phone: '{phone}' },
    witness: {
      api: { path: '/api/customers/{customer}', expect: { '/data/customer/phone': '{phone}' } },
      sql: {
        query: 'SELECT phone FROM customers WHERE id = $1',
        values: ['{customer}'],
        expect: { phone: '{phone}' },
      },
    },
  },
  {
    id: 'product.view',
    role: 'admin',
    record: 'product',
    action: 'view',
    givenRow: `SELECT p.id AS product, p.name, p.code FROM products p JOIN tenants t ON t.id = p.tenant_id
      WHERE t.code = 'PEPSI_SA' ORDER BY p.code LIMIT 1`,
    shows: { name: '{name}', code: '{code}' },
    witness: {
      api: { path: '/api/products/{product}', expect: { '/data/product/name': '{shown_name}' } },
      sql: {
        query: 'SELECT name, code FROM products WHERE id = $1',
        values: ['{product}'],
        expect: { name: '{shown_name}', code: '{shown_code}' },
      },
    },
    afterRestore: true,
  },
  {
    id: 'order.create',
    role: 'agent',
    record: 'order',
    action: 'create',
    givenRow: `SELECT c.name AS customer_name, p.name AS product_name
      FROM customers c JOIN products p ON p.tenant_id = c.tenant_id JOIN tenants t ON t.id = c.tenant_id
      WHERE t.code = 'PEPSI_SA' ORDER BY c.code, p.code LIMIT 1`,
    values: { quantity: '3', notes: 'Order {unique}' },
    shows: { customer: '{customer_name}' },
    witness: {
      sql: {
        query: `SELECT c.name AS customer, p.name AS product, i.quantity, t.code AS tenant FROM orders o
          JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id
          JOIN customers c ON c.id = o.customer_id JOIN tenants t ON t.id = o.tenant_id WHERE o.notes = $1`,
        values: ['{notes}'],
        expect: {
          customer: '{customer_name}',
          product: '{product_name}',
          quantity: '{quantity}',
          tenant: 'PEPSI_SA',
        },
      },
    },
  },
  {
    id: 'warehouse.create',
    role: 'admin',
    record: 'warehouse',
    action: 'create',
    values: {
      code: 'W-{unique}',
      name: 'Depot {unique}',
      capacity: '500',
      address: '4 Mill Lane',
      city: 'Durban',
      province: 'KwaZulu-Natal',
      postalCode: '4001',
      contact: 'Sipho Dlamini',
      phone: '+27 31 555 0139',
      email: 'depot@example.com',
    },
    shows: { code: '{code}', name: '{name}' },
    witness: {
      sql: {
        query: `SELECT w.name, w.address, t.code AS tenant FROM warehouses w
          JOIN tenants t ON t.id = w.tenant_id WHERE w.code = $1`,
        values: ['{code}'],
        expect: { name: '{name}', address: '{address}', tenant: 'PEPSI_SA' },
      },
    },
  },
] as const satisfies readonly TaskInput[];
