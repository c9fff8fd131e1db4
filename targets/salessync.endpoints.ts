import type { TargetInput } from './schema/target.ts';

/**
 * Roles, as the release's own words give them (README.md, User Roles & Interfaces; SPECIFICATION.md, granular
 * access by role): the people of the field read what they sell and process orders; the team, the customers'
 * files, master data and the tenant itself are the administrator's.
 */
const everyone = ['admin', 'agent', 'other-admin'];
const administrators = ['admin', 'other-admin'];

/** Records of one tenant: the administrator of the other is refused, or told that there is no such thing. */
const withheld = { roles: ['admin', 'agent'], refuses: [403, 404] };
const withheldFromAgents = { roles: ['admin'], refuses: [403, 404] };

/** The tenant of the role that asks, as SQL. */
const mine = "tenant_id = (SELECT id FROM tenants WHERE code = '{tenant}')";
const count = (table: string, also = '') => `SELECT count(*) AS value FROM ${table} WHERE ${mine}${also}`;
const active = " AND status = 'active'";

/** A list of one tenant's rows of a table, a hundred a page. */
const list = (rows: string, table: string, id = 'id') =>
  ({
    rows,
    pageSizeParameter: 'limit',
    largestPage: 100,
    ids: { pointer: '/id', query: `SELECT ${id} AS id FROM ${table} WHERE ${mine}` },
  }) as const;

/** The last orders and the figures beside them; it gives five and knows no parameter for more. */
const dashboard = {
  ...list('/data/recentOrders', 'orders'),
  largestPage: 5,
  total: '/data/overview/totalOrders',
  figures: {
    '/data/overview/totalUsers': count('users', active),
    '/data/overview/totalCustomers': count('customers', active),
    '/data/overview/totalProducts': count('products', active),
    '/data/overview/todayOrders': count('orders', " AND date(created_at) = date('now')"),
    '/data/overview/activeAgents': count('agents', active),
  },
} as const;

/** A list or a figure page that both roles read. */
const read = (id: string, path: string) => ({ id, method: 'GET', path, roles: everyone }) as const;

/** The API of PRODUCTION_DEPLOYMENT_PLAN.md (its eleven tests) and of the modules that its navigation opens. */
export const salessyncEndpoints = [
  { ...read('dashboard', '/api/dashboard'), list: dashboard },
  {
    ...read('users.list', '/api/users'),
    roles: administrators,
    list: { ...list('/data/users', 'users'), total: '/data/pagination/total' },
  },
  { ...read('users.one', '/api/users/{user}'), ...withheldFromAgents },
  {
    ...read('products.list', '/api/products'),
    list: { ...list('/data/products', 'products'), total: '/data/total' },
  },
  { ...read('products.one', '/api/products/{product}'), ...withheld },
  {
    ...read('customers.list', '/api/customers'),
    roles: administrators,
    list: { ...list('/data/customers', 'customers'), total: '/data/pagination/total' },
  },
  { ...read('customers.one', '/api/customers/{customer}'), ...withheldFromAgents },
  {
    ...read('orders.list', '/api/orders'),
    list: { ...list('/data/orders', 'orders'), total: '/data/total' },
  },
  { ...read('orders.one', '/api/orders/{order}'), ...withheld },
  // Agents are people: a row is of the user that the database has as an agent.
  { ...read('agents.list', '/api/agents'), list: list('/data', 'agents', 'user_id') },
  { ...read('warehouses.list', '/api/warehouses'), list: list('/data', 'warehouses') },
  { ...read('warehouses.one', '/api/warehouses/{warehouse}'), ...withheld },
  { ...read('routes.list', '/api/routes'), list: list('/data', 'routes') },
  { ...read('areas.list', '/api/areas'), list: list('/data', 'areas') },
  { ...read('tenants.list', '/api/tenants'), roles: administrators },
  { ...read('tenants.one', '/api/tenants/{tenant_id}'), ...withheldFromAgents },
  read('who-am-i', '/api/auth/me'),
  // Its documents name no shape; the other lists of one table stand at /data.
  { ...read('inventory.list', '/api/inventory'), list: list('/data', 'inventory_stock') },
  read('visits.list', '/api/visits'),
  read('vans.list', '/api/vans'),
  read('van-loads.list', '/api/van-sales/loads'),
  read('van-sales.dashboard', '/api/van-sales/dashboard'),
  read('campaigns.list', '/api/promotions/campaigns'),
  read('promotions.dashboard', '/api/promotions/dashboard'),
  read('surveys.list', '/api/surveys'),
  read('suppliers.list', '/api/suppliers'),
  read('merchandising.list', '/api/merchandising'),
  read('commissions.list', '/api/commissions'),
  read('analytics.sales', '/api/analytics/sales'),
  read('analytics.customers', '/api/analytics/customers'),
  read('analytics.products', '/api/analytics/products'),
  {
    id: 'users.create',
    method: 'POST',
    path: '/api/users',
    roles: administrators,
    answers: [201],
    body: {
      email: 'person-{fresh}@example.com',
      password: 'a long password {fresh}',
      firstName: 'Sipho',
      lastName: 'Dlamini',
      role: 'salesman',
    },
  },
  {
    id: 'customers.create',
    method: 'POST',
    path: '/api/customers',
    roles: administrators,
    answers: [201],
    body: { name: 'Kiosk {fresh}', code: 'K-{fresh}', type: 'retail' },
  },
  {
    id: 'customers.edit',
    method: 'PUT',
    path: '/api/customers/{customer}',
    ...withheldFromAgents,
    body: { address: '12 Main Road' },
  },
  {
    id: 'products.create',
    method: 'POST',
    path: '/api/products',
    roles: administrators,
    answers: [201],
    body: {
      name: 'Lemonade {fresh}',
      code: 'L-{fresh}',
      unit_of_measure: 'bottle',
      selling_price: 14.5,
      cost_price: 9,
    },
  },
  {
    id: 'products.edit',
    method: 'PUT',
    path: '/api/products/{product}',
    ...withheldFromAgents,
    body: { name: '{product_name}' },
  },
  {
    id: 'orders.create',
    method: 'POST',
    path: '/api/orders',
    ...withheld,
    // A customer of another tenant is a mistake in the order.
    refuses: [400, 403, 404],
    answers: [201],
    body: {
      customer_id: '{customer}',
      order_date: '2025-10-03',
      items: [{ product_id: '{product}', quantity: 2 }],
      notes: 'Order {fresh}',
    },
  },
  {
    id: 'orders.edit',
    method: 'PUT',
    path: '/api/orders/{order}',
    ...withheld,
    body: { notes: 'Ring the bell at the back door' },
  },
  {
    id: 'warehouses.create',
    method: 'POST',
    path: '/api/warehouses',
    roles: administrators,
    answers: [201],
    body: { name: 'Depot {fresh}', address: '4 Mill Lane', capacity: 500 },
  },
  {
    id: 'areas.create',
    method: 'POST',
    path: '/api/areas',
    roles: administrators,
    answers: [201],
    body: { name: 'Area {fresh}', code: 'A-{fresh}', region_id: '{region}' },
  },
  {
    id: 'routes.create',
    method: 'POST',
    path: '/api/routes',
    roles: administrators,
    answers: [201],
    body: { name: 'Route {fresh}', code: 'R-{fresh}', area_id: '{area}' },
  },
  {
    id: 'tenants.edit',
    method: 'PUT',
    path: '/api/tenants/{tenant_id}',
    ...withheldFromAgents,
    body: { name: '{tenant_name}' },
  },
  // Last: each of these keeps the database locked for a while, and every write after it is answered with 500.
  { ...read('routes.one', '/api/routes/{route}'), ...withheld },
  { ...read('areas.one', '/api/areas/{area}'), ...withheld },
] as const satisfies TargetInput['endpoints'];

/** Records of one tenant: what its own people may reach, and the other's may not; `fresh` is never twice the same. */
export const recordsOf = (tenant: string) =>
  `SELECT t.id AS tenant_id, t.name AS tenant_name, lower(hex(randomblob(6))) AS fresh,
    (SELECT id FROM users WHERE tenant_id = t.id ORDER BY role = 'agent' DESC, email LIMIT 1) AS "user",
    (SELECT id FROM customers WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS customer,
    (SELECT id FROM products WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS product,
    (SELECT name FROM products WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS product_name,
    (SELECT id FROM orders WHERE tenant_id = t.id ORDER BY created_at, id LIMIT 1) AS "order",
    (SELECT id FROM warehouses WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS warehouse,
    (SELECT id FROM regions WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS region,
    (SELECT id FROM areas WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS area,
    (SELECT id FROM routes WHERE tenant_id = t.id ORDER BY code LIMIT 1) AS route
    FROM tenants t WHERE t.code = '${tenant}'`;

export const salessyncRecords = { query: recordsOf('PEPSI_SA') } as const;
