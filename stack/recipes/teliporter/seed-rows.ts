import type { SqlClient } from '../../clients/sql.ts';
import { crowd, people } from './accounts.ts';
import { squareLocations } from './square/orders.ts';

export interface SeedSecrets {
  /** By account name. */
  readonly hashOf: ReadonlyMap<string, string>;
  /** Of the two merchants, as the system seals them. */
  readonly sealedTokens: readonly string[];
}

const organisations = { north: 'Northwind Coffee', south: 'Southgate Kiosks' } as const;

/** All rows, with ids that the database makes; found again by their names. */
export async function seedRows(sql: SqlClient, { hashOf, sealedTokens }: SeedSecrets): Promise<void> {
  for (const name of Object.values(organisations)) {
    await sql.query(
      `INSERT INTO organizations (id, name, created_at, updated_at) VALUES (gen_random_uuid(), $1, now(), now())`,
      [name],
    );
  }
  for (const { account, organisation, email, role, name } of [...people, ...crowd]) {
    await sql.query(
      `INSERT INTO users (id, email, password_hash, full_name, role, organization_id, is_active, created_at)
       SELECT gen_random_uuid(), $1, $2, $3, $4::userrole, id, true, now() FROM organizations WHERE name = $5`,
      [email, hashOf.get(account) ?? '', name, role, organisations[organisation]],
    );
  }
  await seedShops(sql, sealedTokens);
  await seedClients(sql);
  await sql.query(salesRows);
  await sql.query(otherRows);
}

async function seedShops(sql: SqlClient, sealedTokens: readonly string[]): Promise<void> {
  const merchants = [
    ['MERCHANT-NORTH', organisations.north],
    ['MERCHANT-SOUTH', organisations.south],
  ] as const;
  for (const [at, [merchant, organisation]] of merchants.entries()) {
    await sql.query(
      `INSERT INTO square_accounts (id, organization_id, square_merchant_id, access_token_encrypted,
         refresh_token_encrypted, token_expires_at, account_name, base_currency, is_active, last_sync_at, created_at)
       SELECT gen_random_uuid(), id, $1, $2, $2, now() + interval '30 days', name, 'GBP', true,
         (now() AT TIME ZONE 'UTC') - interval '1 day', now() FROM organizations WHERE name = $3`,
      [merchant, sealedTokens[at] ?? '', organisation],
    );
  }
  for (const { id, merchant, name } of squareLocations) {
    await sql.query(
      `INSERT INTO locations (id, square_account_id, square_location_id, name, currency, timezone, is_active)
       SELECT gen_random_uuid(), id, $1, $2, 'GBP', 'Europe/London', true
       FROM square_accounts WHERE square_merchant_id = $3`,
      [id, name, merchant],
    );
  }
}

/** Each organisation's client has all its shops; people who see by client are given it, a store manager one shop. */
async function seedClients(sql: SqlClient): Promise<void> {
  await sql.query(
    `INSERT INTO clients (id, organization_id, name, is_active, created_at, updated_at)
     SELECT gen_random_uuid(), id, name || ' Retail', true, now(), now() FROM organizations`,
  );
  await sql.query(
    `INSERT INTO client_locations (id, client_id, location_id, created_at)
     SELECT gen_random_uuid(), c.id, l.id, now() FROM clients c
     JOIN square_accounts a ON a.organization_id = c.organization_id
     JOIN locations l ON l.square_account_id = a.id`,
  );
  await sql.query(
    `INSERT INTO user_clients (id, user_id, client_id, created_at)
     SELECT gen_random_uuid(), u.id, c.id, now() FROM users u
     JOIN clients c ON c.organization_id = u.organization_id WHERE u.role IN ('manager', 'reporting')`,
  );
  await sql.query(
    `UPDATE users u SET client_id = c.id FROM clients c
     WHERE c.organization_id = u.organization_id AND u.role = 'client'`,
  );
  await sql.query(
    `INSERT INTO user_locations (id, user_id, location_id, created_at)
     SELECT gen_random_uuid(), u.id, l.id, now() FROM users u, locations l
     WHERE u.role = 'store_manager' AND l.square_location_id = 'LOC-LEEDS'`,
  );
}

/** Eight sales a day at each shop for forty days up to yesterday, and eight of today; each seventh by cash. */
const salesRows = `
WITH sale AS (
  SELECT l.id AS location, l.square_location_id AS shop, d AS day, n,
    ((current_date - d) + time '08:15' + n * interval '25 minutes') AT TIME ZONE 'Europe/London' AS at,
    (1 + (n + d) % 3) AS quantity
  FROM locations l, generate_series(0, 40) d, generate_series(0, 7) n
), priced AS (SELECT *, quantity * 450 AS total FROM sale)
INSERT INTO sales_transactions (id, location_id, square_transaction_id, transaction_date, amount_money_amount,
  amount_money_currency, total_money_amount, total_money_currency, total_discount_amount, total_tax_amount,
  total_tip_amount, tender_type, payment_status, line_items, raw_data, created_at, updated_at)
SELECT gen_random_uuid(), location, 'SEED-' || shop || '-' || day || '-' || n, at, total, 'GBP', total, 'GBP',
  CASE WHEN n = 3 THEN 50 ELSE 0 END, total / 6, CASE WHEN n = 5 THEN 100 ELSE 0 END,
  CASE WHEN n = 6 THEN 'CASH' ELSE 'CARD' END, 'COMPLETED',
  jsonb_build_array(jsonb_build_object('uid', 'u', 'name', CASE WHEN n % 2 = 0 THEN 'Flat white' ELSE 'Scone' END,
    'variation_name', 'Regular', 'quantity', quantity::text, 'catalog_object_id', NULL,
    'base_price_money', jsonb_build_object('amount', 450, 'currency', 'GBP'),
    'gross_sales_money', jsonb_build_object('amount', total, 'currency', 'GBP'),
    'variation_total_price_money', jsonb_build_object('amount', total, 'currency', 'GBP'),
    'total_money', jsonb_build_object('amount', total, 'currency', 'GBP'), 'modifiers', jsonb_build_array())),
  jsonb_build_object('id', 'SEED-' || shop || '-' || day || '-' || n, 'state', 'COMPLETED', 'refunds', jsonb_build_array()),
  now(), now()
FROM priced`;

/** Budgets and visitors of the last forty days, an exchange rate and a dashboard for each organisation. */
const otherRows = `
WITH shop AS (
  SELECT l.id AS location, a.organization_id AS organisation,
    (SELECT id FROM users u WHERE u.organization_id = a.organization_id AND u.role = 'admin' LIMIT 1) AS admin
  FROM locations l JOIN square_accounts a ON a.id = l.square_account_id
), budgeted AS (
  INSERT INTO budgets (id, location_id, date, budget_amount, currency, budget_type, created_by)
  SELECT gen_random_uuid(), location, current_date - d, 8000, 'GBP', 'daily', admin
  FROM shop, generate_series(0, 39) d RETURNING 1
), counted AS (
  INSERT INTO footfall_entries (id, organization_id, location_id, date, count, created_by)
  SELECT gen_random_uuid(), organisation, location, current_date - d, 100 + d, admin
  FROM shop, generate_series(1, 40) d RETURNING 1
)
INSERT INTO exchange_rates (id, organization_id, from_currency, to_currency, rate, updated_at, updated_by)
SELECT gen_random_uuid(), o.id, 'EUR', 'GBP', 0.85, now(),
  (SELECT id FROM users u WHERE u.organization_id = o.id AND u.role = 'admin' LIMIT 1) FROM organizations o`;
