import type { TargetInput } from './schema/target.ts';

const get = (name: string, path: string, weight: number, pointer: object) =>
  ({ name, method: 'GET', path, weight, expect: { status: [200], pointers: [pointer] } }) as const;

const list = (pointer: string) => ({ pointer, type: 'array' });

/** Thirty people, as the plan of MA Electrical counts them: lists and jobs, and a write in five. */
export const electricalLoad = {
  users: 30,
  // Twice what busy people do: an error share of 1 % is not told from fewer than 5,000 requests.
  ratePerUserPerS: 2,
  warmUpS: 5,
  plannedRequests: 5_400,
  extendedRequests: 10_800,
  p95Ms: { value: 500, source: 'neither plan gives a figure; 500 ms is Golive’s own' },
  errorShare: { value: 0.01, source: 'neither plan gives a figure; 1 % of so few requests is Golive’s own' },
  people: [{ role: 'admin', email: 'load{index}', passwordOf: 'load', from: 1, to: 30 }],
  mix: {
    headers: { authorization: 'Bearer {token}' },
    requests: [
      get('work-orders.list', '/api/work-orders?limit=25', 20, list('/work_orders')),
      get('work-orders.one', '/api/work-orders/{job.id}', 18, {
        pointer: '/work_order_number',
        equals: '{job.number}',
      }),
      get('inventory.list', '/api/inventory?limit=25', 12, list('/inventory')),
      get('inventory.one', '/api/inventory/{item.id}', 8, { pointer: '/item_id', equals: '{item.code}' }),
      get('customers.list', '/api/customers', 6, list('/customers')),
      get(
        'schedule',
        '/api/calendar/schedule?start_date={day.first}&end_date={day.last}',
        8,
        list('/schedule'),
      ),
      get('my-week', '/api/time-entries/my-week', 8, list('/entries')),
      {
        name: 'work-orders.create',
        method: 'POST',
        path: '/api/work-orders',
        weight: 10,
        write: true,
        body: {
          json: { customer_id: '{customer.id}', service_address: '1 Mill Lane', job_description: '{unique}' },
        },
        expect: { status: [200, 201], pointers: [{ pointer: '/success', equals: true }] },
      },
      {
        name: 'customers.create',
        method: 'POST',
        path: '/api/customers',
        weight: 10,
        write: true,
        body: { json: { first_name: 'Load', last_name: '{unique}', phone_primary: '617-555-0111' } },
        expect: { status: [200, 201], pointers: [{ pointer: '/customer/last_name', equals: '{unique}' }] },
      },
      {
        name: 'photos.add',
        method: 'POST',
        path: '/api/work-orders/{job.id}/photos',
        weight: 5,
        body: {
          upload: {
            file: '{photo.file}',
            contentType: 'image/png',
            field: 'file',
            fileName: '{unique}.png',
          },
        },
        expect: { status: [200, 201], pointers: [{ pointer: '/original_filename', equals: '{unique}.png' }] },
        write: true,
        upload: true,
      },
    ],
  },
  records: {
    job: 'SELECT id::text, work_order_number AS number FROM work_orders ORDER BY id LIMIT 100',
    item: 'SELECT id::text, item_id AS code FROM inventory ORDER BY id LIMIT 100',
    customer: 'SELECT id::text FROM customers ORDER BY id LIMIT 100',
    day: 'SELECT CURRENT_DATE::text AS first, (CURRENT_DATE + 6)::text AS last',
  },
  writesQuery: `SELECT ((SELECT count(*) FROM work_orders WHERE job_description LIKE $1)
    + (SELECT count(*) FROM customers WHERE last_name LIKE $1)
    + (SELECT count(*) FROM work_order_photos WHERE original_filename LIKE $1))::int AS n`,
} as const satisfies TargetInput['load'];
