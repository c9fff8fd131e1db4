import type { TaskInput } from './schema/tasks.ts';

/** A day of this month, or of the five after it, for which the Leeds shop has no count yet. */
const freeDay = `SELECT to_char(d, 'YYYY-MM-DD') AS date, l.id AS location_id, l.name AS location,
    (10 + floor(random() * 9000))::int AS count, (10 + floor(random() * 9000))::int AS new_count
  FROM locations l, generate_series(date_trunc('month', current_date),
    date_trunc('month', current_date) + interval '6 months - 1 day', interval '1 day') d
  WHERE l.square_location_id = 'LOC-LEEDS' AND NOT EXISTS (
    SELECT 1 FROM footfall_entries f WHERE f.location_id = l.id AND f.date = d::date)
  ORDER BY random() LIMIT 1`;

const newEntry = {
  role: 'store-manager',
  request: {
    method: 'POST',
    path: '/api/v1/footfall/',
    // A count is a number; a filled-in name stays one where it is all of the text.
    body: { location_id: '{location_id}', date: '{date}', count: 321 },
  },
  status: [201],
  take: { entry: '/id' },
} as const;

/** What people do with the system, as data; the browser half is fixtures/pages/teliporter.ts. */
export const teliporterTasks = [
  {
    id: 'footfall.create',
    role: 'store-manager',
    record: 'footfall',
    action: 'create',
    givenRow: freeDay,
    shows: { count: '{count}' },
    witness: {
      sql: {
        query: `SELECT f.count, l.name AS location FROM footfall_entries f JOIN locations l ON l.id = f.location_id
          WHERE l.id = $1::uuid AND f.date = $2::date`,
        values: ['{location_id}', '{date}'],
        expect: { count: '{count}', location: '{location}' },
      },
      api: {
        path: '/api/v1/footfall/?location_id={location_id}&start_date={date}&end_date={date}',
        expect: { '/total': '1', '/entries/0/count': '{count}' },
      },
    },
    afterRestore: true,
  },
  {
    id: 'footfall.view',
    role: 'store-manager',
    record: 'footfall',
    action: 'view',
    givenRow: freeDay,
    given: [newEntry],
    shows: { count: '321' },
    witness: {
      sql: {
        query: 'SELECT count FROM footfall_entries WHERE id = $1::uuid',
        values: ['{entry}'],
        expect: { count: '{shown_count}' },
      },
    },
  },
  {
    id: 'footfall.edit',
    role: 'store-manager',
    record: 'footfall',
    action: 'edit',
    givenRow: freeDay,
    given: [newEntry],
    shows: { count: '{new_count}' },
    witness: {
      sql: {
        query: 'SELECT count FROM footfall_entries WHERE id = $1::uuid',
        values: ['{entry}'],
        expect: { count: '{new_count}' },
      },
    },
  },
  {
    id: 'footfall.delete',
    role: 'store-manager',
    record: 'footfall',
    action: 'delete',
    givenRow: freeDay,
    given: [newEntry],
    shows: { count: 'none' },
    witness: {
      sql: {
        query: 'SELECT count(*) AS left FROM footfall_entries WHERE id = $1::uuid',
        values: ['{entry}'],
        expect: { left: '0' },
      },
    },
  },
  {
    id: 'organisation.register',
    role: 'admin',
    record: 'organisation',
    action: 'create',
    values: { name: 'Firm {unique}', person: 'Una New', email: 'first-{uuid}@example.com' },
    witness: {
      sql: {
        query: `SELECT u.role::text AS role, o.name FROM users u JOIN organizations o ON o.id = u.organization_id
          WHERE u.email = $1`,
        values: ['{email}'],
        expect: { role: 'admin', name: '{name}' },
      },
    },
  },
  {
    id: 'square.connect',
    role: 'admin',
    record: 'square-account',
    action: 'create',
    shows: { account: 'Westgate Coffee' },
    witness: {
      sql: {
        query: `SELECT a.account_name, a.is_active, count(l.id) AS locations,
            a.access_token_encrypted LIKE 'gAAAA%' AS sealed
          FROM square_accounts a LEFT JOIN locations l ON l.square_account_id = a.id
          WHERE a.square_merchant_id = 'MERCHANT-NEW' GROUP BY a.id`,
        expect: { account_name: 'Westgate Coffee', is_active: 'true', locations: '1', sealed: 'true' },
      },
    },
  },
  {
    id: 'square.sync',
    role: 'admin',
    record: 'square-account',
    action: 'use',
    givenRow: `SELECT id AS account, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS before
      FROM square_accounts WHERE square_merchant_id = 'MERCHANT-NORTH'`,
    witness: {
      sql: {
        query: `SELECT i.status::text AS status, a.last_sync_at > $2::timestamp AS synced,
            (SELECT count(*) > 0 FROM sales_transactions t JOIN locations l ON l.id = t.location_id
             WHERE l.square_account_id = a.id AND t.square_transaction_id NOT LIKE 'SEED-%') AS sold
          FROM data_imports i JOIN square_accounts a ON a.id = i.square_account_id
          WHERE a.id = $1::uuid ORDER BY i.created_at DESC LIMIT 1`,
        values: ['{account}', '{before}'],
        expect: { status: 'completed', synced: 'true', sold: 'true' },
      },
    },
  },
  {
    id: 'report.export',
    role: 'manager',
    record: 'report',
    action: 'export',
    witness: {
      sql: {
        // As the file has it: pounds without needless noughts.
        query: `SELECT trim_scale(sum(t.total_money_amount) / 100.0)::text AS total, count(DISTINCT
            (t.transaction_date AT TIME ZONE 'Europe/London')::date)::text AS days
          FROM sales_transactions t JOIN locations l ON l.id = t.location_id
          JOIN square_accounts a ON a.id = l.square_account_id
          WHERE a.square_merchant_id = 'MERCHANT-NORTH' AND t.payment_status = 'COMPLETED'
            AND (t.transaction_date AT TIME ZONE 'Europe/London')::date = (now() AT TIME ZONE 'Europe/London')::date - 1`,
        expect: { total: '{file_total}', days: '{file_days}' },
      },
    },
  },
] as const satisfies readonly TaskInput[];
