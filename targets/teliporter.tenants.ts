import { recordsOf } from './teliporter.endpoints.ts';
import type { TargetInput } from './schema/target.ts';

/** "A multi-tenant reporting platform" (README.md): an organisation is told by the token, and by no header. */
export const teliporterTenants = {
  roles: ['admin', 'other-admin'],
  endpoints: [
    'users.list',
    'clients.list',
    'square.accounts',
    'transactions.list',
    'footfall.list',
    'budgets.list',
    'exchange-rates.list',
  ],
  details: [
    { endpoint: 'users.one' },
    { endpoint: 'clients.one' },
    { endpoint: 'square.account' },
    { endpoint: 'square.locations' },
    { endpoint: 'square.sync-status' },
    { endpoint: 'transactions.one' },
    { endpoint: 'budgets.one' },
    {
      endpoint: 'users.edit',
      body: { full_name: 'Rae {unique}' },
      row: "SELECT full_name FROM users WHERE id = '{user}'",
    },
    {
      endpoint: 'clients.edit',
      body: { email: '{unique}@example.com' },
      row: "SELECT email FROM clients WHERE id = '{client}'",
    },
    {
      endpoint: 'footfall.edit',
      body: { count: 4711 },
      row: "SELECT updated_by FROM footfall_entries WHERE id = '{footfall}'",
    },
    {
      endpoint: 'budgets.edit',
      body: { notes: '{unique}' },
      row: "SELECT notes FROM budgets WHERE id = '{budget}'",
    },
    {
      endpoint: 'budgets.create',
      body: {
        location_id: '{location}',
        date: '{free_day}',
        budget_amount: 9000,
        currency: 'GBP',
        notes: '{unique}',
      },
      row: "SELECT count(*) AS n FROM budgets WHERE notes = '{unique}'",
    },
  ],
  records: recordsOf('{tenant}'),
  refused: [401, 403, 404],
} as const satisfies TargetInput['tenants'];
