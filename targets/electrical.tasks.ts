import type { TaskInput } from './schema/tasks.ts';

const customerOf = (
  what: string,
) => `SELECT c.id AS customer, c.first_name || ' ' || c.last_name AS customer_name,
  c.service_street AS address ${what}`;

const someCustomer = `${customerOf('')} FROM customers c WHERE c.customer_number = 'CUS-00007'`;

const newJob = {
  role: 'manager',
  request: {
    method: 'POST',
    path: '/api/work-orders',
    body: { customer_id: '{customer}', service_address: '{address}', job_description: 'Job {unique}' },
  },
  status: [200, 201],
  take: { job: '/work_order_id', number: '/work_order_number' },
} as const;

const openJob = `SELECT id AS job, work_order_number AS number, job_description AS description, service_address AS address
  FROM work_orders WHERE assigned_to = 'golive.technician'`;

/** What people do with the system, as data; the browser half is fixtures/pages/electrical.ts. */
export const electricalTasks = [
  {
    id: 'work-order.create',
    role: 'manager',
    record: 'work-order',
    action: 'create',
    givenRow: someCustomer,
    values: { description: 'Replace meter socket {unique}' },
    shows: { description: '{description}', customer: '{customer_name}' },
    witness: {
      api: { path: '/api/work-orders/{job}', expect: { '/job_description': '{description}' } },
      sql: {
        query: 'SELECT customer_id::text AS customer, created_by FROM work_orders WHERE job_description = $1',
        values: ['{description}'],
        expect: { customer: '{customer}', created_by: 'golive.manager' },
      },
    },
    afterRestore: true,
  },
  {
    id: 'work-order.view',
    role: 'technician',
    record: 'work-order',
    action: 'view',
    givenRow: `${openJob} ORDER BY id LIMIT 1`,
    shows: { number: '{number}', description: '{description}', address: '{address}' },
    witness: {
      api: {
        path: '/api/work-orders/{job}',
        expect: { '/work_order_number': '{shown_number}', '/job_description': '{shown_description}' },
      },
    },
    afterRestore: true,
  },
  {
    id: 'work-order.edit',
    role: 'manager',
    record: 'work-order',
    action: 'edit',
    givenRow: someCustomer,
    given: [newJob],
    values: { description: 'Bring the long ladder {unique}' },
    shows: { description: '{description}' },
    witness: {
      api: { path: '/api/work-orders/{job}', expect: { '/job_description': '{description}' } },
      sql: {
        query: 'SELECT job_description FROM work_orders WHERE id = $1',
        values: ['{job}'],
        expect: { job_description: '{description}' },
      },
    },
  },
  {
    id: 'customer.create',
    role: 'office',
    record: 'customer',
    action: 'create',
    values: {
      firstName: 'Nora',
      lastName: 'Newcomer {unique}',
      phone: '617-555-0199',
      street: '5 Elm Street',
    },
    shows: { name: '{lastName}' },
    witness: {
      sql: {
        query: 'SELECT first_name, phone_primary, service_street FROM customers WHERE last_name = $1',
        values: ['{lastName}'],
        expect: { first_name: '{firstName}', phone_primary: '{phone}', service_street: '{street}' },
      },
    },
  },
  {
    id: 'stock.adjust',
    role: 'manager',
    record: 'item',
    action: 'edit',
    changes: 'an item’s stock',
    givenRow: `SELECT id AS item, item_id AS code, description, qty AS before, (qty + 5)::text AS after
      FROM inventory WHERE item_id = '0045'`,
    values: { change: '5', notes: 'Counted {unique}' },
    shows: { stock: '{after}' },
    witness: {
      api: { path: '/api/inventory/{item}', expect: { '/qty': '{after}' } },
      sql: {
        query: 'SELECT qty::text AS stock FROM inventory WHERE id = $1',
        values: ['{item}'],
        expect: { stock: '{after}' },
      },
    },
  },
  {
    id: 'time.enter',
    role: 'technician',
    record: 'time-entry',
    action: 'create',
    // The dialog holds the first hundred of this order.
    givenRow: `SELECT id AS job, work_order_number AS number, CURRENT_DATE::text AS day FROM (
        SELECT * FROM work_orders ORDER BY scheduled_date DESC, created_at DESC LIMIT 100) w
      WHERE NOT EXISTS (SELECT FROM time_entries t WHERE t.work_order_id = w.id)
      ORDER BY scheduled_date DESC NULLS LAST, id LIMIT 1`,
    values: { hours: '2.5' },
    day: 'day',
    shows: { hours: '{hours}' },
    witness: {
      sql: {
        query: `SELECT employee_username AS person, hours_worked::float8::text AS hours, work_date::text AS day
          FROM time_entries WHERE work_order_id = $1`,
        values: ['{job}'],
        expect: { person: 'golive.technician', hours: '{hours}', day: '{day}' },
      },
    },
  },
  {
    id: 'time.submit',
    role: 'warehouse',
    record: 'time-entry',
    action: 'complete',
    // One entry a job and day.
    givenRow: `SELECT id AS job, CURRENT_DATE::text AS today FROM work_orders w
      WHERE NOT EXISTS (SELECT FROM time_entries t WHERE t.work_order_id = w.id) ORDER BY id LIMIT 1 OFFSET 40`,
    given: [
      {
        role: 'warehouse',
        request: {
          method: 'POST',
          path: '/api/time-entries',
          body: { work_order_id: '{job}', work_date: '{today}', hours_worked: 1, time_type: 'job' },
        },
        status: [200, 201],
        take: { entry: '/id' },
      },
    ],
    witness: {
      sql: {
        query: 'SELECT is_locked::text AS locked FROM time_entries WHERE id = $1',
        values: ['{entry}'],
        expect: { locked: 'true' },
      },
    },
  },
  {
    id: 'crew.assign',
    role: 'admin',
    record: 'work-order',
    action: 'move',
    givenRow: someCustomer,
    given: [newJob],
    values: { worker: 'Cole Colleague' },
    shows: { board: '{number}' },
    witness: {
      sql: {
        query: `SELECT c.employee_username AS worker FROM job_schedule_crew c
          JOIN job_schedule_dates d ON d.id = c.job_schedule_date_id WHERE d.work_order_id = $1`,
        values: ['{job}'],
        expect: { worker: 'golive.colleague' },
      },
    },
  },
  {
    id: 'photo.add',
    role: 'technician',
    record: 'photo',
    action: 'create',
    givenRow: `${openJob} ORDER BY id DESC LIMIT 1`,
    values: { caption: 'Panel-{unique}' },
    shows: { notes: '{caption}' },
    witness: {
      api: { path: '/api/work-orders/{job}/photos', expect: { '/photos/0/notes': '{caption}' } },
      sql: {
        query: `SELECT uploaded_by AS person, (file_size > 0)::text AS whole FROM work_order_photos WHERE notes = $1`,
        values: ['{caption}'],
        expect: { person: 'golive.technician', whole: 'true' },
      },
    },
  },
] as const satisfies readonly TaskInput[];
