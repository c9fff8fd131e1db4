import type { TaskInput } from './schema/tasks.ts';

/** A job of the seed that is under way, with its customer. */
const openJob = `SELECT j.id AS job, j.title, j.customer_id AS customer, c.last_name AS customer_name
  FROM jobs_job j JOIN customers_customer c ON c.id = j.customer_id WHERE j.status = 'in_progress'
  ORDER BY random() LIMIT 1`;

/** What the plan has tried end to end (3.2), and the steps that people begin with; the browser half is the pages’. */
export const ajHcpLeTasks = [
  {
    id: 'customer.create',
    role: 'manager',
    record: 'customer',
    action: 'create',
    values: {
      first: 'Nora {unique}',
      last: 'New',
      email: 'nora-{uuid}@example.com',
      phone: '2155550123',
    },
    shows: { name: '{first} {last}' },
    witness: {
      sql: {
        query: 'SELECT first_name, last_name, city FROM customers_customer WHERE email = $1',
        values: ['{email}'],
        expect: { first_name: '{first}', last_name: '{last}', city: 'Annapolis' },
      },
    },
    offline: {
      countQuery: 'SELECT count(*) AS n FROM customers_customer WHERE email = $1',
      values: ['{email}'],
    },
    afterRestore: true,
  },
  {
    id: 'job.create',
    role: 'manager',
    record: 'job',
    action: 'create',
    values: { title: 'Outlet {unique}', date: '2099-03-14' },
    day: 'date',
    givenRow: `SELECT id AS customer, first_name || ' ' || last_name AS customer_name FROM customers_customer
      WHERE email LIKE 'cora%' ORDER BY last_name LIMIT 1`,
    shows: { title: '{title}' },
    witness: {
      sql: {
        query: `SELECT j.customer_id::text AS customer, j.scheduled_date::text AS date FROM jobs_job j WHERE j.title = $1`,
        values: ['{title}'],
        expect: { customer: '{customer}', date: '{date}' },
      },
    },
  },
  {
    id: 'chain.invoice',
    role: 'manager',
    record: 'invoice',
    action: 'create',
    values: { username: 'user{unique}', title: 'Chain {unique}', date: '2099-03-15' },
    givenRow: `SELECT id AS customer, first_name || ' ' || last_name AS customer_name FROM customers_customer
      WHERE email LIKE 'cora%' ORDER BY last_name LIMIT 1`,
    within: { valueMs: 120_000, source: 'PRODUCTION_READINESS_PLAN.md, Business Metrics' },
    witness: {
      sql: {
        query: `SELECT u.username, j.status, (SELECT count(*) FROM billing_invoice i WHERE i.job_id = j.id) AS invoices
          FROM fsm_users u LEFT JOIN jobs_job j ON j.title = $2 WHERE u.username = $1`,
        values: ['{username}', '{title}'],
        expect: { username: '{username}', status: 'completed', invoices: '1' },
      },
    },
  },
  {
    id: 'chain.completion',
    role: 'manager',
    record: 'job',
    action: 'complete',
    values: {
      first: 'Carl {unique}',
      last: 'Chain',
      email: 'carl-{uuid}@example.com',
      phone: '2155550124',
      title: 'Panel {unique}',
      date: '2099-03-16',
    },
    witness: {
      sql: {
        query: `SELECT j.status, j.scheduled_date::text AS date, j.assigned_technician_id IS NOT NULL AS assigned
          FROM jobs_job j JOIN customers_customer c ON c.id = j.customer_id WHERE c.email = $1 AND j.title = $2`,
        values: ['{email}', '{title}'],
        expect: { status: 'completed', date: '{date}', assigned: 'true' },
      },
    },
  },
  {
    id: 'chain.reorder',
    role: 'manager',
    record: 'item',
    action: 'use',
    values: { code: 'CHAIN-{unique}', name: 'Breaker {unique}' },
    shows: { alert: '{name}' },
    witness: {
      sql: {
        query: `SELECT i.current_stock <= i.reorder_point AS low, (SELECT count(*) FROM inventory_stockmovement m
          WHERE m.item_id = i.id AND m.movement_type = 'job_use') > 0 AS used FROM inventory_item i WHERE i.item_code = $1`,
        values: ['{code}'],
        expect: { low: 'true', used: 'true' },
      },
    },
  },
  {
    id: 'job.photo',
    role: 'technician',
    record: 'photo',
    action: 'create',
    givenRow: openJob,
    witness: {
      sql: {
        query: 'SELECT count(*) > 0 AS stored FROM jobs_jobphoto WHERE job_id = $1::bigint',
        values: ['{job}'],
        expect: { stored: 'true' },
      },
    },
  },
  {
    id: 'job.signature',
    role: 'technician',
    record: 'signature',
    action: 'create',
    givenRow: openJob,
    witness: {
      sql: {
        query: `SELECT count(*) > 0 AS stored FROM jobs_jobphoto
          WHERE job_id = $1::bigint AND caption ILIKE '%signature%'`,
        values: ['{job}'],
        expect: { stored: 'true' },
      },
    },
  },
] as const satisfies readonly TaskInput[];
