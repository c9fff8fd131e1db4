import type { TargetInput } from './schema/target.ts';

/**
 * Roles, as README.md (Role-Based Access Control) and the release's own table of permissions (19 keys by role, what an
 * administrator sees under Permissions) give them: the administrator manages the organisation; the others read reports
 * of the shops that they are assigned to.
 */
const admins = ['admin', 'other-admin'];
const everyone = ['admin', 'manager', 'store-manager', 'reporting', 'client', 'other-admin'];
const budgetReaders = ['admin', 'manager', 'other-admin'];
const footfallReaders = ['admin', 'manager', 'store-manager', 'reporting', 'other-admin'];
const footfallWriters = ['admin', 'manager', 'store-manager', 'other-admin'];
const financial = ['admin', 'manager', 'store-manager', 'reporting', 'other-admin'];

const mine = "organization_id = (SELECT id FROM organizations WHERE name = '{tenant}')";

/** A record of one organisation: the other's administrator is refused, or told that there is no such thing. */
const withheld = { roles: ['admin'], refuses: [403, 404] };

const list = (rows: string, query: string, pageSizeParameter: string, largestPage: number) =>
  ({
    rows,
    pageSizeParameter,
    largestPage,
    ids: { pointer: '/id', query },
    total: '/total',
  }) as const;

const get = (id: string, path: string, roles: readonly string[]) =>
  ({ id, method: 'GET', path, roles }) as const;
const sales = (id: string, path: string, roles = everyone) =>
  get(`sales.${id}`, `/api/v1/sales/${path}?days=30`, roles);

/** The API of README.md, and the routes of the pages; public are health, log-in, register and refresh alone. */
export const teliporterEndpoints = [
  get('who-am-i', '/api/v1/users/me', everyone),
  get('permissions.me', '/api/v1/permissions/me', everyone),
  get('permissions.matrix', '/api/v1/permissions/matrix', admins),
  {
    ...get('users.list', '/api/v1/users', admins),
    list: list('/users', `SELECT id FROM users WHERE ${mine}`, 'limit', 100),
  },
  { ...get('users.one', '/api/v1/users/{user}', []), ...withheld },
  {
    ...get('clients.list', '/api/v1/clients', admins),
    // People who see by client are given theirs alone.
    roles: everyone,
    list: list('/clients', `SELECT id FROM clients WHERE ${mine}`, 'limit', 100),
  },
  { ...get('clients.one', '/api/v1/clients/{client}', []), ...withheld, roles: everyone.slice(0, 5) },
  {
    ...get('square.accounts', '/api/v1/square/accounts', admins),
    list: list('/accounts', `SELECT id FROM square_accounts WHERE ${mine}`, 'limit', 100),
  },
  { ...get('square.account', '/api/v1/square/accounts/{account}', []), ...withheld },
  { ...get('square.locations', '/api/v1/square/accounts/{account}/locations', []), ...withheld },
  { ...get('square.sync-status', '/api/v1/square/accounts/{account}/sync-status', []), ...withheld },
  get('square.imports', '/api/v1/square/imports', admins),
  get('square.oauth-url', '/api/v1/square/oauth/url', admins),
  {
    ...get('transactions.list', '/api/v1/sales/transactions', everyone),
    list: list(
      '/transactions',
      `SELECT t.id FROM sales_transactions t JOIN locations l ON l.id = t.location_id
        JOIN square_accounts a ON a.id = l.square_account_id WHERE a.${mine}`,
      'page_size',
      100,
    ),
  },
  {
    ...get('transactions.one', '/api/v1/sales/transactions/{sale}', []),
    ...withheld,
    roles: everyone.slice(0, 5),
  },
  sales('aggregation', 'aggregation'),
  sales('summary', 'summary'),
  sales('by-location', 'analytics/sales-by-location'),
  sales('top-products', 'products/top'),
  sales('categories', 'products/categories'),
  sales('basket', 'analytics/basket'),
  sales('hourly', 'analytics/hourly', financial),
  sales('refunds', 'analytics/refunds', financial),
  sales('tax', 'analytics/tax-summary', financial),
  sales('discounts', 'analytics/discount-summary', financial),
  sales('tips', 'analytics/tips-summary', financial),
  sales('fast-summary', 'analytics/fast-summary'),
  {
    ...get('footfall.list', '/api/v1/footfall/', footfallReaders),
    list: list('/entries', `SELECT id FROM footfall_entries WHERE ${mine}`, 'page_size', 500),
  },
  get('footfall.coverage', '/api/v1/footfall/coverage', footfallReaders),
  {
    ...get('budgets.list', '/api/v1/budgets/', budgetReaders),
    list: list(
      '/budgets',
      `SELECT b.id FROM budgets b JOIN locations l ON l.id = b.location_id
        JOIN square_accounts a ON a.id = l.square_account_id WHERE a.${mine}`,
      'page_size',
      1000,
    ),
  },
  { ...get('budgets.one', '/api/v1/budgets/{budget}', []), ...withheld, roles: ['admin', 'manager'] },
  get('budgets.performance', '/api/v1/budgets/performance/report', budgetReaders),
  get('exchange-rates.list', '/api/v1/exchange-rates', everyone),
  get('location-groups.list', '/api/v1/location-groups', everyone),
  get('client-groups.list', '/api/v1/client-groups', everyone),
  get('dashboards.list', '/api/v1/dashboards/', everyone),
  // A store manager's own; whoever sees by client or organisation has none.
  { ...get('my-locations', '/api/v1/users/me/locations', ['store-manager']), refuses: [400, 403] },
  {
    id: 'users.create',
    method: 'POST',
    path: '/api/v1/users',
    roles: admins,
    answers: [201],
    body: {
      email: 'person-{fresh}@example.com',
      password: 'a long password {fresh}',
      full_name: 'Nia New',
      role: 'reporting',
    },
  },
  {
    id: 'users.edit',
    method: 'PUT',
    path: '/api/v1/users/{user}',
    ...withheld,
    body: { full_name: 'Rae Report' },
  },
  {
    id: 'clients.create',
    method: 'POST',
    path: '/api/v1/clients',
    roles: admins,
    answers: [201],
    body: { name: 'Client {fresh}' },
  },
  {
    id: 'clients.edit',
    method: 'PATCH',
    path: '/api/v1/clients/{client}',
    ...withheld,
    body: { email: 'shop@example.com' },
  },
  {
    id: 'footfall.create',
    method: 'POST',
    path: '/api/v1/footfall/',
    roles: footfallWriters.slice(0, 3),
    refuses: [403, 404],
    // The first person's entry stands; the others are told that there is one.
    answers: [201, 409],
    body: { location_id: '{location}', date: '2001-01-01', count: 12 },
  },
  {
    id: 'footfall.edit',
    method: 'PUT',
    path: '/api/v1/footfall/{footfall}',
    // Its author and administrators may.
    ...withheld,
    body: { count: 77 },
  },
  {
    id: 'budgets.create',
    method: 'POST',
    path: '/api/v1/budgets/',
    roles: ['admin', 'manager'],
    refuses: [403, 404],
    answers: [201],
    body: {
      location_id: '{location}',
      date: '{free_day}',
      budget_amount: 9000,
      currency: 'GBP',
      notes: 'Budget',
    },
  },
  {
    id: 'budgets.edit',
    method: 'PATCH',
    path: '/api/v1/budgets/{budget}',
    ...withheld,
    roles: ['admin', 'manager'],
    body: { budget_amount: 8100 },
  },
  {
    id: 'exchange-rates.create',
    method: 'POST',
    path: '/api/v1/exchange-rates',
    roles: admins,
    answers: [201, 409, 400],
    body: { from_currency: 'USD', rate: 0.79 },
  },
  {
    id: 'location-groups.create',
    method: 'POST',
    path: '/api/v1/location-groups',
    roles: admins,
    answers: [201],
    body: { name: 'Group {fresh}', location_ids: ['{location}'] },
    refuses: [400, 403, 404],
  },
  {
    id: 'dashboards.create',
    method: 'POST',
    path: '/api/v1/dashboards/',
    roles: everyone,
    answers: [201],
    body: { name: 'Dashboard {fresh}', config: {} },
  },
] as const satisfies TargetInput['endpoints'];

/** Records of one organisation: what its own people may reach, and the other's may not. */
export const recordsOf = (organisation: string) =>
  `SELECT o.id AS organisation, substr(md5(random()::text), 1, 12) AS fresh,
    to_char(date '2030-01-01' + floor(random() * 20000)::int, 'YYYY-MM-DD') AS free_day,
    (SELECT id FROM users u WHERE u.organization_id = o.id ORDER BY role::text = 'reporting' DESC, email LIMIT 1) AS "user",
    (SELECT id FROM clients c WHERE c.organization_id = o.id ORDER BY created_at LIMIT 1) AS client,
    (SELECT id FROM square_accounts a WHERE a.organization_id = o.id ORDER BY created_at LIMIT 1) AS account,
    (SELECT l.id FROM locations l JOIN square_accounts a ON a.id = l.square_account_id
      WHERE a.organization_id = o.id ORDER BY l.name = 'Leeds Market' DESC, l.name LIMIT 1) AS location,
    (SELECT t.id FROM sales_transactions t JOIN locations l ON l.id = t.location_id
      JOIN square_accounts a ON a.id = l.square_account_id WHERE a.organization_id = o.id
      ORDER BY l.name = 'Leeds Market' DESC, t.transaction_date LIMIT 1) AS sale,
    (SELECT b.id FROM budgets b JOIN locations l ON l.id = b.location_id
      JOIN square_accounts a ON a.id = l.square_account_id WHERE a.organization_id = o.id
      ORDER BY b.date LIMIT 1) AS budget,
    (SELECT f.id FROM footfall_entries f WHERE f.organization_id = o.id ORDER BY f.date, f.id LIMIT 1) AS footfall
    FROM organizations o WHERE o.name = '${organisation}'`;

export const teliporterRecords = { query: recordsOf('Northwind Coffee') } as const;
