import type { TargetInput } from './schema/target.ts';

const plan = 'PRODUCTION_READINESS_PLAN.md';

/** What must be in order when the data of AJ-HCP-LE move. */
export const ajHcpLeData = {
  applied: {
    query: `SELECT app || '.' || name AS name FROM django_migrations`,
    files: String.raw`^backend/(\w+)/migrations/(\d{4}_\w+)\.py$`,
    source: 'backend/*/migrations; README.md: python manage.py migrate',
  },
  incomplete: [
    {
      id: 'customers',
      table: 'customers_customer',
      key: 'id',
      required: ['email', 'phone'],
      // "if not customer.email or not customer.phone": a script that stands in the plan, and not in the release.
      list: { query: `SELECT id::text AS key FROM customers_customer WHERE email = '' OR phone = ''` },
      source: `${plan}, 4.2, Data Validation: validate_customer_data`,
    },
  ],
} as const satisfies TargetInput['data'];
