import { recordsOf } from './salessync.endpoints.ts';
import type { TargetInput } from './schema/target.ts';

/**
 * "Multi-tenant with X-Tenant-Code header", "Tenant Isolation: Mandatory X-Tenant-Code header" (the plan). A write
 * changes something harmless of a record, named so that the row tells whose write it was.
 */
export const salessyncTenants = {
  roles: ['admin', 'other-admin'],
  header: 'x-tenant-code',
  endpoints: [
    'dashboard',
    'who-am-i',
    'users.list',
    'products.list',
    'customers.list',
    'orders.list',
    'agents.list',
    'warehouses.list',
    'routes.list',
    'areas.list',
    'tenants.list',
    'visits.list',
    'vans.list',
    'van-loads.list',
    'surveys.list',
  ],
  details: [
    { endpoint: 'users.one' },
    { endpoint: 'products.one' },
    { endpoint: 'customers.one' },
    { endpoint: 'orders.one' },
    { endpoint: 'warehouses.one' },
    { endpoint: 'tenants.one' },
    {
      endpoint: 'customers.edit',
      body: { address: '12 Main Road, {unique}' },
      row: "SELECT address FROM customers WHERE id = '{customer}'",
    },
    {
      endpoint: 'products.edit',
      body: { barcode: '{unique}' },
      row: "SELECT barcode FROM products WHERE id = '{product}'",
    },
    {
      endpoint: 'orders.edit',
      body: { notes: 'Ring at the back door, {unique}' },
      row: "SELECT notes FROM orders WHERE id = '{order}'",
    },
    {
      endpoint: 'orders.create',
      body: {
        customer_id: '{customer}',
        order_date: '2025-10-03',
        items: [{ product_id: '{product}', quantity: 2 }],
        notes: 'Order {unique}',
      },
      row: "SELECT count(*) AS n FROM orders WHERE notes = 'Order {unique}'",
    },
    {
      endpoint: 'tenants.edit',
      body: { domain: '{unique}' },
      row: "SELECT domain FROM tenants WHERE id = '{tenant_id}'",
    },
    {
      endpoint: 'areas.create',
      body: { name: 'Area {unique}', code: 'A-{unique}', region_id: '{region}' },
      row: "SELECT count(*) AS n FROM areas WHERE code = 'A-{unique}'",
      refuses: [400, 403, 404],
    },
    {
      endpoint: 'routes.create',
      body: { name: 'Route {unique}', code: 'R-{unique}', area_id: '{area}' },
      row: "SELECT count(*) AS n FROM routes WHERE code = 'R-{unique}'",
      refuses: [400, 403, 404],
    },
    { endpoint: 'routes.one' },
    { endpoint: 'areas.one' },
  ],
  records: recordsOf('{tenant}'),
  refused: [400, 401, 403, 404],
} as const satisfies TargetInput['tenants'];
