import { electricalAtOnce } from './electrical.at-once.ts';
import { electricalEndpoints, electricalRecords } from './electrical.endpoints.ts';
import { electricalLoad } from './electrical.load.ts';
import { electricalPagers, electricalPages } from './electrical.pages.ts';
import { electricalPromises } from './electrical.promises.ts';
import { electricalTasks } from './electrical.tasks.ts';
import { electricalUploadLimits } from './electrical.uploads.ts';
import { electricalWrites } from './electrical.writes.ts';
import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';

const guide = 'ADMIN_GUIDE.md';

/** What the two companies that run the application have in common: its routes, screens and accounts. */
export const electrical = {
  seed: { gate: 'company', acceptance: 'company' },
  signIn: {
    request: { method: 'POST', path: '/api/login', form: { username: '{email}', password: '{password}' } },
    status: [200],
    token: '/access_token',
    passwordChange: {
      made: {
        role: 'admin',
        request: {
          method: 'POST',
          path: '/api/admin/users',
          body: { username: '{email}', password: '{password}', role: 'technician' },
        },
        status: [200, 201],
      },
      request: {
        method: 'POST',
        path: '/api/user/change-password',
        body: { current_password: '{password}', new_password: '{next}' },
      },
      status: [200],
    },
    header: { name: 'authorization', value: 'Bearer {token}' },
    // People have names here, and no address: `email` is that name.
    whoAmI: { path: '/api/user/me', email: '/username' },
    tokenLifetimeS: 3_600,
    tokenLifetimeSource:
      'the plan, Security Considerations; docker-compose.yml, ACCESS_TOKEN_EXPIRE_MINUTES=60',
  },
  roles: [
    { id: 'admin', account: 'admin' },
    { id: 'manager', account: 'manager' },
    { id: 'office', account: 'office' },
    { id: 'technician', account: 'technician' },
    { id: 'warehouse', account: 'warehouse' },
    { id: 'load-person', account: 'load', signsIn: false },
  ],
  totp: notApplicable('neither plan has a second factor, and no route of the API takes one'),
  lockout: { failures: 5, account: 'locked', status: [403, 423] },
  passwordHashes: {
    query: "SELECT password AS hash FROM users WHERE username LIKE 'hashed-{unique}-%'",
    made: {
      role: 'admin',
      request: {
        method: 'POST',
        path: '/api/admin/users',
        body: { username: 'hashed-{unique}', password: 'One-password-of-2-people', role: 'technician' },
      },
      status: [200, 201],
    },
    matches: '^\\$2[aby]\\$1[0-9]\\$.{53}$',
    replaced: 'the run’s people are made by the system’s own script with passwords of the run',
  },
  tenants: notApplicable('one company uses each installation: neither plan knows tenants'),
  separation: notApplicable(
    'neither plan states roles, and no records that are kept from people of the same role',
  ),
  roleMatrix: { source: `${guide}, Role Assignment Guide; frontend/src/App.js, the roles of each page` },
  tasks: electricalTasks,
  atOnce: electricalAtOnce,
  writes: electricalWrites,
  uploadLimits: electricalUploadLimits,
  exports: notApplicable(
    'no route of its API gives a file of figures: stock is read in as CSV, reports are shown',
  ),
  backgroundWork: notApplicable(
    'its back end has no scheduler: only backups are run by the clock, from outside',
  ),
  endpoints: electricalEndpoints,
  records: electricalRecords,
  pages: electricalPages,
  pagers: electricalPagers,
  promises: electricalPromises,
  running: {
    outside: notApplicable(
      'mail and SMS go out by SendGrid and Twilio once an administrator has typed keys in: neither plan has any',
    ),
  },
  personal: {
    source:
      'backend: auth_endpoints.py, the reports, messages, invoices and vans; frontend/src, the forms of customers and people',
    fields: [
      'username',
      'email',
      'first_name',
      'last_name',
      'full_name',
      'phone',
      'mobile',
      'address',
      'job_address',
      'customer_name',
      'employee_name',
      'assigned_to_name',
      'contact_name',
      'contact_email',
      'contact_phone',
      'contact_person',
      'recipient_address',
      'emergency_contact_name',
      'emergency_contact_phone',
      'latitude',
      'longitude',
    ],
  },
  figures: [
    {
      id: 'report.hours',
      role: 'admin',
      query: `SELECT to_char(coalesce(sum(hours_worked), 0), 'FM999990.00') AS value FROM time_entries
        WHERE work_date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE`,
    },
    {
      id: 'report.revenue',
      role: 'admin',
      query: `SELECT to_char(coalesce(sum(total_amount), 0), 'FM999990.00') AS value FROM invoices
        WHERE created_at >= date_trunc('month', CURRENT_DATE)`,
    },
    {
      id: 'customers.total',
      role: 'admin',
      query: 'SELECT count(*)::text AS value FROM customers WHERE active',
      movedBy: [
        {
          role: 'admin',
          request: {
            method: 'POST',
            path: '/api/customers',
            body: { first_name: 'Nora', last_name: 'Figure {unique}', phone_primary: '617-555-0199' },
          },
          status: [200, 201],
        },
      ],
    },
  ],
  routes: {
    public: [
      {
        method: 'GET',
        path: '/api/',
        why: 'the API’s own greeting: a name and a version, and nothing of anybody’s',
      },
    ],
  },
  lists: { source: 'the routes’ own default, limit=100; neither plan states a largest page' },
  fieldFiltering: notApplicable('neither plan asks for it and the API has no parameter for it'),
  load: electricalLoad,
  resilience: notApplicable('neither plan asks for a lost part to be survived'),
} as const satisfies Partial<TargetInput>;

/** backup.sh and rollback.sh, without `docker exec ma_electrical-db`: the database is a process here. */
export const electricalOperations = {
  backup: {
    command: `pg_dump -U "$DB_USER" "$DB_NAME" | gzip > '{artifact}'`,
    timeoutMs: 60_000,
    source: 'backup.sh, Step 1',
  },
  restore: {
    command: `gunzip -c '{artifact}' | psql -U "$DB_USER" "$DB_NAME"`,
    timeoutMs: 60_000,
    source: 'rollback.sh, Step 3',
  },
  artifact: 'file',
  encryption: notApplicable('neither plan asks for backups that are unreadable without a key'),
  marker: {
    write: {
      role: 'admin',
      request: {
        method: 'POST',
        path: '/api/customers',
        body: { first_name: 'Marker', last_name: '{marker}', phone_primary: '617-555-0100' },
      },
      status: [200, 201],
      take: {},
    },
    query: 'SELECT count(*)::int AS n FROM customers WHERE last_name = $1',
  },
} as const satisfies Partial<TargetInput['operations']>;
