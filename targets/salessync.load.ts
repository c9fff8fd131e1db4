import type { TargetInput } from './schema/target.ts';

const tenant = "(SELECT id FROM tenants WHERE code = 'PEPSI_SA')";
const succeeded = { pointer: '/success', equals: true } as const;

/** A GET whose answer must be of the record asked for, or hold the list. */
const get = (name: string, path: string, weight: number, pointer: object) =>
  ({ name, method: 'GET', path, weight, expect: { status: [200], pointers: [succeeded, pointer] } }) as const;

const list = (pointer: string) => ({ pointer, type: 'array' });

/** A hundred people of one tenant: every list of the plan, the details that the tasks open, a fifth writes. */
export const salessyncLoad = {
  users: 100,
  ratePerUserPerS: 1,
  warmUpS: 5,
  plannedRequests: 6_400,
  extendedRequests: 12_800,
  p95Ms: { value: 500, source: 'The plan asks for a load test and gives no figure; 500 ms is Golive’s own.' },
  errorShare: { value: 0.001, source: 'The plan gives no figure; 0.1 % is Golive’s own.' },
  people: [{ role: 'admin', email: 'load{index}@example.com', passwordOf: 'load', from: 1, to: 100 }],
  mix: {
    headers: { authorization: 'Bearer {token}', 'x-tenant-code': 'PEPSI_SA' },
    requests: [
      get('dashboard', '/api/dashboard', 9, { pointer: '/data/overview/totalOrders', type: 'number' }),
      get('customers.list', '/api/customers?limit=25', 11, list('/data/customers')),
      get('customers.one', '/api/customers/{customer.id}', 10, {
        pointer: '/data/customer/id',
        equals: '{customer.id}',
      }),
      get('products.list', '/api/products?limit=25', 11, list('/data/products')),
      get('products.one', '/api/products/{product.id}', 8, {
        pointer: '/data/product/id',
        equals: '{product.id}',
      }),
      get('orders.list', '/api/orders?limit=25', 11, list('/data/orders')),
      get('orders.one', '/api/orders/{order.id}', 5, { pointer: '/data/order/id', equals: '{order.id}' }),
      get('users.list', '/api/users?limit=25', 3, list('/data/users')),
      get('agents.list', '/api/agents', 2, list('/data')),
      get('warehouses.list', '/api/warehouses', 3, list('/data')),
      get('routes.list', '/api/routes', 3, list('/data')),
      get('areas.list', '/api/areas', 2, list('/data')),
      {
        name: 'orders.create',
        method: 'POST',
        path: '/api/orders',
        weight: 16,
        write: true,
        body: {
          json: {
            customer_id: '{customer.id}',
            order_date: '2025-10-03',
            items: [{ product_id: '{product.id}', quantity: 2 }],
            notes: '{unique}',
          },
        },
        expect: { status: [201], pointers: [{ pointer: '/data/order/notes', equals: '{unique}' }] },
      },
      {
        name: 'customers.create',
        method: 'POST',
        path: '/api/customers',
        weight: 6,
        write: true,
        body: { json: { name: 'Kiosk {unique}', code: '{unique}', type: 'retail' } },
        expect: { status: [201], pointers: [{ pointer: '/data/customer/code', equals: '{unique}' }] },
      },
    ],
  },
  records: {
    customer: `SELECT id FROM customers WHERE tenant_id = ${tenant} ORDER BY code`,
    product: `SELECT id FROM products WHERE tenant_id = ${tenant} ORDER BY code`,
    order: `SELECT id FROM orders WHERE tenant_id = ${tenant} ORDER BY id`,
  },
  writesQuery: `SELECT (SELECT count(*) FROM orders WHERE notes LIKE $1)
    + (SELECT count(*) FROM customers WHERE code LIKE $1) AS n`,
} as const satisfies TargetInput['load'];
