import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { StackError } from '../../stack-error.ts';

/** More than the largest page that is asked for: the bound of a list that is shorter cannot be seen. */
const longList = 120;

/** One INSERT that must write one row; `$id` is a new id, `$tenant` the tenant's code, `$number` counts from 1. */
interface Row {
  readonly what: string;
  readonly sql: string;
}

const chosen = 'FROM tenants t WHERE t.code = $tenant';

/**
 * The shipped database holds no order, agent, van, load, visit or survey: nothing could ask whether one tenant's
 * are out of the other's reach. One of each, for each tenant.
 */
const oneOfEach: readonly Row[] = [
  {
    what: 'an order',
    sql: `INSERT INTO orders (id, tenant_id, order_number, customer_id, order_date, subtotal, total_amount, notes,
        created_at)
      SELECT $id, t.id, 'ORD-20251001-0001', c.id, '2025-10-01', p.selling_price, p.selling_price, 'seeded',
        '2025-10-01 08:00:00'
      FROM tenants t JOIN customers c ON c.tenant_id = t.id JOIN products p ON p.tenant_id = t.id
      WHERE t.code = $tenant ORDER BY c.code, p.code LIMIT 1`,
  },
  {
    what: 'an item of the order',
    sql: `INSERT INTO order_items (id, order_id, product_id, quantity, unit_price, line_total)
      SELECT $id, o.id, p.id, 1, p.selling_price, p.selling_price
      FROM orders o JOIN products p ON p.tenant_id = o.tenant_id JOIN tenants t ON t.id = o.tenant_id
      WHERE t.code = $tenant AND o.notes = 'seeded' ORDER BY p.code LIMIT 1`,
  },
  {
    what: 'an agent',
    sql: `INSERT INTO agents (id, tenant_id, user_id, agent_type, employee_code)
      SELECT $id, t.id, u.id, 'van_sales', 'E-1' FROM tenants t JOIN users u ON u.tenant_id = t.id
      WHERE t.code = $tenant ORDER BY u.role = 'agent' DESC, u.email LIMIT 1`,
  },
  {
    what: 'a van',
    sql: `INSERT INTO vans (id, tenant_id, registration_number) SELECT $id, t.id, 'GP 001 ' || t.code ${chosen}`,
  },
  {
    what: 'a load of the van',
    sql: `INSERT INTO van_loads (id, tenant_id, van_id, salesman_id, load_date, stock_loaded)
      SELECT $id, t.id, v.id, a.id, '2025-10-01', '[]' FROM tenants t
      JOIN vans v ON v.tenant_id = t.id JOIN agents a ON a.tenant_id = t.id WHERE t.code = $tenant LIMIT 1`,
  },
  {
    what: 'a visit',
    sql: `INSERT INTO visits (id, tenant_id, agent_id, customer_id, visit_date)
      SELECT $id, t.id, a.id, c.id, '2025-10-01' FROM tenants t
      JOIN agents a ON a.tenant_id = t.id JOIN customers c ON c.tenant_id = t.id
      WHERE t.code = $tenant ORDER BY c.code LIMIT 1`,
  },
  {
    what: 'a survey',
    sql: `INSERT INTO surveys (id, tenant_id, title, questions)
      SELECT $id, t.id, 'Shelf prices', '[]' ${chosen}`,
  },
];

/** As many as fill more than a page, of what a company has many of. */
const manyOfEach: readonly Row[] = [
  {
    what: 'a customer',
    sql: `INSERT INTO customers (id, tenant_id, name, code)
      SELECT $id, t.id, 'Corner shop ' || $number, 'SEED-' || $number ${chosen}`,
  },
  {
    what: 'a product',
    sql: `INSERT INTO products (id, tenant_id, name, code, unit_of_measure, selling_price, cost_price)
      SELECT $id, t.id, 'Syrup ' || $number, 'SEED-' || $number, 'bottle', 14.5, 9 ${chosen}`,
  },
  {
    what: 'a warehouse',
    sql: `INSERT INTO warehouses (id, tenant_id, name, code)
      SELECT $id, t.id, 'Depot ' || $number, 'SEED-' || $number ${chosen}`,
  },
  {
    what: 'an order',
    sql: `INSERT INTO orders (id, tenant_id, order_number, customer_id, order_date, subtotal, total_amount)
      SELECT $id, t.id, 'ORD-20251002-' || $number, c.id, '2025-10-02', 10, 10
      FROM tenants t JOIN customers c ON c.tenant_id = t.id
      WHERE t.code = $tenant ORDER BY c.code LIMIT 1`,
  },
];

/** @throws StackError `command-failed` naming the row for which the shipped database has no place. */
export function seedRows(database: DatabaseSync, tenants: readonly string[], largeTenant: string): void {
  for (const tenant of tenants) for (const row of oneOfEach) write(database, row, tenant, undefined);
  for (const row of manyOfEach) {
    for (let number = 1; number <= longList; number += 1) write(database, row, largeTenant, number);
  }
}

function write(database: DatabaseSync, { what, sql }: Row, tenant: string, number: number | undefined): void {
  const values = { $id: randomUUID(), $tenant: tenant, ...(number === undefined ? {} : { $number: number }) };
  requireOneRow(database.prepare(sql).run(values).changes, `${what} of ${tenant}`);
}

export function requireOneRow(changes: number | bigint, what: string): void {
  if (Number(changes) === 1) return;
  throw new StackError('command-failed', `shipped database: expected to write ${what}, got ${changes} rows`);
}
