import type { AtOnceInput } from './schema/at-once.ts';

/** Ten managers add a job, or a customer, in the same moment. */
export const ajHcpLeAtOnce = [
  {
    id: 'job.create',
    kind: 'records',
    role: 'manager',
    givenRow: `SELECT customer_id AS customer, property_id AS property, service_type_id AS service FROM jobs_job
      WHERE job_number = 'AJ-SEED-0001'`,
    request: {
      method: 'POST',
      path: '/api/jobs/jobs/',
      body: {
        title: 'At once {unique}',
        description: 'Replace an outlet',
        customer: '{customer}',
        property: '{property}',
        service_type: '{service}',
      },
    },
    status: [201],
    row: { query: 'SELECT * FROM jobs_job WHERE title = $1', values: ['At once {unique}'] },
    unique: ['job_number'],
  },
  {
    id: 'customer.create',
    kind: 'records',
    role: 'manager',
    request: {
      method: 'POST',
      path: '/api/customers/',
      body: {
        first_name: 'At once',
        last_name: '{unique}',
        email: '{unique}@example.com',
        phone: '2155550127',
        street_address: '1 Mill Lane',
        city: 'Philadelphia',
        state: 'PA',
        zip_code: '19101',
      },
    },
    status: [201],
    row: { query: 'SELECT * FROM customers_customer WHERE last_name = $1', values: ['{unique}'] },
  },
] as const satisfies readonly AtOnceInput[];
