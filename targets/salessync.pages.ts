import type { TargetInput } from './schema/target.ts';

const page = (id: string, path: string, heading: string) => ({ id, role: 'admin', path, heading }) as const;

/** The log-in page, and a page of each main section that the navigation names. */
export const salessyncPages = [
  { id: 'login', path: '/login', heading: 'SalesSync' },
  page('dashboard', '/dashboard', 'Pepsi!'),
  page('customers', '/customers', 'Customer Management'),
  page('products', '/products', 'Product Catalog'),
  page('van-loading', '/van-sales/loading', 'Van Loading'),
  page('campaigns', '/promotions/campaigns', 'Campaigns'),
  page('store-visits', '/merchandising/visits', 'Store Visits'),
  page('sim-distribution', '/field-agents/sims', 'SIM Distribution'),
  page('inventory', '/warehouse/inventory', 'Inventory Management'),
  page('orders', '/back-office/orders', 'Order Management'),
  page('sales-analytics', '/analytics/sales', 'Sales Analytics'),
  page('users', '/admin/users', 'User Management'),
  page('permissions', '/admin/permissions', 'Permissions'),
  page('settings', '/settings', 'Settings'),
] as const satisfies TargetInput['pages'];

/** The plan's hardening list ("Security headers (CSP, HSTS, etc.)") and the four that its proxy adds. */
const hardened = {
  'strict-transport-security': 'max-age=[1-9][0-9]{6,}',
  'content-security-policy': "default-src 'self'",
  'x-content-type-options': '^nosniff$',
  'x-frame-options': '^(SAMEORIGIN|DENY)$',
  'referrer-policy': '^(strict-origin-when-cross-origin|no-referrer|same-origin)$',
} as const;

export const salessyncContentKinds = [
  { id: 'page', path: '/login', headers: hardened, compressed: true },
  {
    id: 'script',
    path: { firstMatch: 'src="(/_next/static/chunks/[^"]+\\.js)"', on: '/login' },
    headers: hardened,
    compressed: true,
  },
  {
    id: 'style',
    path: { firstMatch: 'href="(/_next/static/css/[^"]+\\.css)"', on: '/login' },
    headers: hardened,
    compressed: true,
  },
  { id: 'json', path: '/api/customers', role: 'admin', headers: hardened, compressed: true },
  { id: 'health', path: '/health', headers: hardened },
  { id: 'refusal', path: '/api/customers', status: [401], headers: hardened },
  { id: 'unknown-page', path: '/no-such-page', status: [404], headers: hardened },
  { id: 'unknown-route', path: '/api/no-such-route', status: [404], headers: hardened },
] as const satisfies TargetInput['contentKinds'];

const ordersOf = "FROM orders o JOIN tenants t ON t.id = o.tenant_id WHERE t.code = 'PEPSI_SA'";

const newOrder = {
  givenRow: `SELECT c.id AS customer, p.id AS product
    FROM customers c JOIN products p ON p.tenant_id = c.tenant_id JOIN tenants t ON t.id = c.tenant_id
    WHERE t.code = 'PEPSI_SA' ORDER BY c.code, p.code LIMIT 1`,
  movedBy: [
    {
      role: 'agent',
      request: {
        method: 'POST',
        path: '/api/orders',
        body: {
          customer_id: '{customer}',
          order_date: '2025-10-03',
          items: [{ product_id: '{product}', quantity: 2 }],
          notes: 'Figure {unique}',
        },
      },
      status: [201],
    },
  ],
} as const;

export const salessyncFigures = [
  { id: 'total-orders', role: 'admin', query: `SELECT count(*) AS value ${ordersOf}`, ...newOrder },
  {
    id: 'todays-orders',
    role: 'admin',
    query: `SELECT count(*) AS value ${ordersOf} AND date(o.created_at) = date('now')`,
    ...newOrder,
  },
] as const satisfies TargetInput['figures'];
