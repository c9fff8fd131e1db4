import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';

const plan = 'DEPLOYMENT.md';
const newClient = {
  role: 'admin',
  request: { method: 'POST', path: '/api/v1/clients', body: { name: 'Client {unique}' } },
  status: [201],
  take: { client: '/id' },
} as const;

/** A free day of a shop of the first organisation, and a shop of the other one. */
const freeDay = `SELECT l.id AS location, to_char(date '2030-01-01' + floor(random() * 20000)::int, 'YYYY-MM-DD') AS day,
    (SELECT f.id FROM locations f JOIN square_accounts a ON a.id = f.square_account_id
      JOIN organizations o ON o.id = a.organization_id WHERE o.name <> 'Northwind Coffee' ORDER BY f.name LIMIT 1)
      AS foreign_location
  FROM locations l WHERE l.square_location_id = 'LOC-LEEDS'`;

/** What several write at once, what a request may hold, and what runs by itself. */
export const teliporterData = {
  atOnce: [
    {
      kind: 'records',
      id: 'clients.create',
      role: 'admin',
      request: newClient.request,
      status: newClient.status,
      row: { query: 'SELECT * FROM clients WHERE name = $1', values: ['Client {unique}'] },
    },
    {
      kind: 'record',
      id: 'clients.edit',
      role: 'admin',
      given: [newClient],
      read: { path: '/api/v1/clients/{client}' },
      edits: [
        {
          request: {
            method: 'PATCH',
            path: '/api/v1/clients/{client}',
            body: { email: 'one@example.com' },
          },
          column: 'email',
          value: 'one@example.com',
        },
        {
          request: {
            method: 'PATCH',
            path: '/api/v1/clients/{client}',
            body: { name: 'Renamed {unique}' },
          },
          column: 'name',
          value: 'Renamed {unique}',
        },
      ],
      status: [200],
      row: { query: 'SELECT * FROM clients WHERE id = $1::uuid', values: ['{client}'] },
    },
  ],
  writes: [
    {
      id: 'clients.create',
      role: 'admin',
      request: newClient.request,
      status: newClient.status,
      carries: { '/id': '', '/name': 'Client {unique}' },
    },
    {
      id: 'clients.edit',
      role: 'admin',
      given: [newClient],
      request: { method: 'PATCH', path: '/api/v1/clients/{client}', body: { email: '{unique}@example.com' } },
      status: [200],
      carries: { '/id': '{client}', '/email': '{unique}@example.com' },
    },
    {
      id: 'footfall.create',
      role: 'admin',
      givenRow: freeDay,
      request: {
        method: 'POST',
        path: '/api/v1/footfall/',
        body: { location_id: '{location}', date: '{day}', count: 4712 },
      },
      status: [201],
      carries: { '/id': '', '/location_id': '{location}', '/date': '{day}', '/count': '4712' },
      references: [
        {
          field: '/location_id',
          wrong: { 'a shop of another organisation': '{foreign_location}' },
          refused: [400, 403, 404, 409, 422],
        },
      ],
      rows: { query: 'SELECT * FROM footfall_entries WHERE date = $1::date', values: ['{day}'] },
    },
  ],
  pagers: [
    {
      id: 'sales',
      role: 'manager',
      path: '/sales',
      // The longest time that the page offers: 90 days.
      query: `SELECT count(*)::int AS n FROM sales_transactions t JOIN locations l ON l.id = t.location_id
        JOIN square_accounts a ON a.id = l.square_account_id
        WHERE a.square_merchant_id = 'MERCHANT-NORTH' AND t.transaction_date >= current_date - 90`,
    },
  ],
  exports: notApplicable('its workbooks are made in the browser: the task report.export opens one'),
  uploadLimits: [
    {
      of: 'body',
      id: 'body',
      role: 'admin',
      limitBytes: 10 * 1024 * 1024,
      source: `${plan}: client_max_body_size 10M`,
      path: '/api/v1/clients',
      body: { name: 'Limit {unique}' },
      status: [201],
      stored: { query: 'SELECT id FROM clients WHERE name = $1', values: ['Limit {unique}'] },
    },
  ],
  backgroundWork: [
    {
      id: 'square-sync',
      everyMs: 900_000,
      withinMs: 1_800_000,
      source: `${plan}: Celery beat, every 15 minutes; twice that is late`,
      query: `SELECT (SELECT max(last_sync_at) FROM square_accounts) AS at,
        (SELECT count(*)::int FROM data_imports i WHERE i.status::text ILIKE 'failed' AND i.created_at > coalesce(
          (SELECT max(last_sync_at) FROM square_accounts), '-infinity')) AS failed`,
    },
  ],
} as const satisfies Partial<TargetInput>;
