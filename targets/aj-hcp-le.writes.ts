import type { WriteInput } from './schema/writes.ts';

/** The writes that the plan's first chain begins with (3.2). */
export const ajHcpLeWrites = [
  {
    id: 'customer.create',
    role: 'manager',
    request: {
      method: 'POST',
      path: '/api/customers/',
      body: {
        first_name: 'Nora',
        last_name: 'Written {unique}',
        email: 'written-{unique}@example.com',
        phone: '2155550127',
        street_address: '1 Mill Lane',
        city: 'Philadelphia',
        state: 'PA',
        zip_code: '19101',
      },
    },
    status: [201],
    carries: { '/id': '', '/last_name': 'Written {unique}', '/email': 'written-{unique}@example.com' },
  },
  {
    id: 'job.create',
    role: 'manager',
    givenRow: `SELECT customer_id AS customer, property_id AS property, service_type_id AS service FROM jobs_job
      WHERE job_number = 'AJ-SEED-0001'`,
    request: {
      method: 'POST',
      path: '/api/jobs/jobs/',
      body: {
        title: 'Written {unique}',
        description: 'Replace an outlet',
        customer: '{customer}',
        property: '{property}',
        service_type: '{service}',
      },
    },
    status: [201],
    carries: { '/id': '', '/title': 'Written {unique}', '/customer': '{customer}' },
    references: [{ field: '/customer' }, { field: '/property' }, { field: '/service_type' }],
    rows: { query: 'SELECT * FROM jobs_job WHERE title = $1', values: ['Written {unique}'] },
  },
] as const satisfies readonly WriteInput[];
