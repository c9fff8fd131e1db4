import type { WriteInput } from './schema/writes.ts';

const someCustomer = `SELECT c.id AS customer, c.service_street AS address FROM customers c
  WHERE c.customer_number = 'CUS-00007'`;

/** The two writes that each installation begins with; an answer names the record that it made. */
export const electricalWrites = [
  {
    id: 'work-orders.create',
    role: 'manager',
    givenRow: someCustomer,
    request: {
      method: 'POST',
      path: '/api/work-orders',
      body: {
        customer_id: '{customer}',
        service_address: '{address}',
        job_description: 'Written {unique}',
      },
    },
    status: [200, 201],
    carries: { '/work_order_id': '', '/work_order_number': '' },
    references: [{ field: '/customer_id' }],
    rows: { query: 'SELECT * FROM work_orders WHERE job_description = $1', values: ['Written {unique}'] },
  },
  {
    id: 'customers.create',
    role: 'manager',
    request: {
      method: 'POST',
      path: '/api/customers',
      body: { first_name: 'Nora', last_name: 'Written {unique}', phone_primary: '617-555-0199' },
    },
    status: [200, 201],
    carries: { '/customer/id': '', '/customer/last_name': 'Written {unique}' },
  },
] as const satisfies readonly WriteInput[];
