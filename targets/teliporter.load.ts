import type { TargetInput } from './schema/target.ts';

/** A GET whose answer must hold what is named. */
const get = (name: string, path: string, weight: number, pointer: object) =>
  ({ name, method: 'GET', path, weight, expect: { status: [200], pointers: [pointer] } }) as const;
const sales = (name: string, path: string, weight: number, pointer: string, type: string) =>
  get(`sales.${name}`, `/api/v1/sales/${path}?days=30`, weight, { pointer, type });

/** A hundred managers of one organisation: the pages that they open, and budgets that they set. */
export const teliporterLoad = {
  users: 100,
  ratePerUserPerS: 1,
  warmUpS: 5,
  plannedRequests: 6_400,
  extendedRequests: 12_800,
  p95Ms: { value: 500, source: 'The plan gives no figure; 500 ms is Golive’s own.' },
  errorShare: { value: 0.001, source: 'The plan gives no figure; 0.1 % is Golive’s own.' },
  people: [{ role: 'manager', email: 'load{index}@example.com', passwordOf: 'load', from: 1, to: 100 }],
  mix: {
    headers: { authorization: 'Bearer {token}' },
    requests: [
      get('permissions.me', '/api/v1/permissions/me', 10, { pointer: '/permissions', type: 'array' }),
      get('transactions.list', '/api/v1/sales/transactions?page_size=25', 14, {
        pointer: '/transactions',
        type: 'array',
      }),
      sales('aggregation', 'aggregation', 10, '/total_sales', 'number'),
      sales('summary', 'summary', 8, '/total_sales', 'number'),
      sales('by-location', 'analytics/sales-by-location', 6, '/locations', 'array'),
      sales('hourly', 'analytics/hourly', 4, '/hours', 'array'),
      get('footfall.list', '/api/v1/footfall/?page_size=50', 12, { pointer: '/entries', type: 'array' }),
      get('budgets.list', '/api/v1/budgets/?page_size=50', 10, { pointer: '/budgets', type: 'array' }),
      get('exchange-rates.list', '/api/v1/exchange-rates', 6, { pointer: '/rates', type: 'array' }),
      {
        name: 'budgets.create',
        method: 'POST',
        path: '/api/v1/budgets/',
        weight: 20,
        write: true,
        distinct: ['slot'],
        body: {
          json: {
            location_id: '{slot.location}',
            date: '{slot.date}',
            budget_amount: 9000,
            currency: 'GBP',
            notes: '{unique}',
          },
        },
        expect: { status: [201], pointers: [{ pointer: '/notes', equals: '{unique}' }] },
      },
    ],
  },
  records: {
    slot: `SELECT l.id AS location, to_char(date '2100-01-01' + d, 'YYYY-MM-DD') AS date
      FROM locations l JOIN square_accounts a ON a.id = l.square_account_id, generate_series(0, 1999) d
      WHERE a.square_merchant_id = 'MERCHANT-NORTH'`,
  },
  writesQuery: 'SELECT count(*) AS n FROM budgets WHERE notes LIKE $1',
} as const satisfies TargetInput['load'];
