import type { TargetInput } from './schema/target.ts';

const plan = 'the plan, 3.2';

/** A GET whose answer must hold what is named. */
const get = (name: string, path: string, weight: number, pointer: object) =>
  ({ name, method: 'GET', path, weight, expect: { status: [200], pointers: [pointer] } }) as const;
const list = (name: string, path: string, weight: number) =>
  get(name, path, weight, { pointer: '/results', type: 'array' });

/**
 * A hundred managers: the lists that the pages open, customers and photos that they add. `--load-profile ramp` plays the plan's
 * own stages: 5 minutes up to 100 users, 10 at 100, 5 down to none.
 */
export const ajHcpLeLoad = {
  users: 100,
  ratePerUserPerS: 1,
  warmUpS: 5,
  plannedRequests: 6_400,
  extendedRequests: 12_800,
  p95Ms: { value: 500, source: `${plan}: http_req_duration p(95)<500` },
  stages: {
    value: [
      { durationS: 300, fromUsers: 0, toUsers: 100 },
      { durationS: 600, fromUsers: 100, toUsers: 100 },
      { durationS: 300, fromUsers: 100, toUsers: 0 },
    ],
    source: `${plan}: stages 5m to 100 users, 10m at 100, 5m to 0`,
  },
  errorShare: { value: 0.001, source: 'the plan, Success Metrics: Error Rate <0.1%' },
  people: [{ role: 'manager', email: 'load{index}', passwordOf: 'load', from: 1, to: 100 }],
  mix: {
    headers: { authorization: 'Token {token}' },
    requests: [
      list('customers.list', '/api/customers/', 16),
      get('customers.one', '/api/customers/{customer.id}/', 10, {
        pointer: '/email',
        equals: '{customer.email}',
      }),
      list('jobs.list', '/api/jobs/jobs/', 18),
      get('jobs.one', '/api/jobs/jobs/{job.id}/', 10, { pointer: '/job_number', equals: '{job.number}' }),
      list('items.list', '/api/inventory/items/', 10),
      list('invoices.list', '/api/billing/invoices/', 8),
      list('appointments.list', '/api/scheduling/appointments/', 8),
      {
        name: 'customers.create',
        method: 'POST',
        path: '/api/customers/',
        weight: 20,
        write: true,
        body: {
          json: {
            first_name: 'Load',
            last_name: '{unique}',
            email: '{unique}@example.com',
            phone: '2155550125',
            street_address: '1 Mill Lane',
            city: 'Philadelphia',
            state: 'PA',
            zip_code: '19101',
          },
        },
        expect: { status: [201], pointers: [{ pointer: '/last_name', equals: '{unique}' }] },
      },
      {
        name: 'photos.add',
        method: 'POST',
        path: '/api/jobs/job-photos/',
        weight: 5,
        write: true,
        upload: true,
        body: {
          upload: {
            file: '{photo.file}',
            contentType: 'image/png',
            field: 'photo',
            fileName: '{unique}.png',
            fields: { job: '{job.id}', photo_type: 'before', caption: '{unique}' },
          },
        },
        expect: { status: [201], pointers: [{ pointer: '/caption', equals: '{unique}' }] },
      },
    ],
  },
  records: {
    customer: "SELECT id::text, email FROM customers_customer WHERE email LIKE 'cora%'",
    job: "SELECT id::text, job_number AS number FROM jobs_job WHERE job_number LIKE 'AJ-SEED-%'",
  },
  writesQuery: `SELECT ((SELECT count(*) FROM customers_customer WHERE last_name LIKE $1)
    + (SELECT count(*) FROM jobs_jobphoto WHERE caption LIKE $1))::int AS n`,
} as const satisfies TargetInput['load'];
