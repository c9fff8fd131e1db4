import type { TargetInput } from './schema/target.ts';

const page = (id: string, path: string, heading: string, role = 'admin') =>
  ({ id, role, path: `/#${path}`, heading }) as const;

/** The routes of frontend/src/App.tsx, whose paths stand behind a `#`. */
export const ajHcpLePages = [
  { id: 'login', path: '/#/login', heading: 'Welcome Back' },
  { id: 'register', path: '/#/register', heading: 'Create Account' },
  page('dashboard', '/', 'Dashboard'),
  page('customers', '/customers', 'Customers'),
  page('customers.new', '/customers/new', 'Add new customer'),
  page('jobs', '/jobs', 'Jobs & Work Orders'),
  page('jobs.new', '/jobs/new', 'Create New Job'),
  page('scheduling', '/scheduling', 'Schedule Manager'),
  page('billing', '/billing', 'Billing & Invoicing'),
  page('inventory', '/inventory', 'Inventory Management'),
  page('technicians', '/technicians', 'Technician Management'),
  page('analytics', '/analytics', 'Analytics Dashboard'),
  page('profile', '/profile', 'User Profile', 'technician'),
] as const satisfies TargetInput['pages'];

/** docker/nginx/nginx.conf, Security headers and HSTS, in its own words. */
const secure = {
  'x-frame-options': '^(DENY|SAMEORIGIN)$',
  'x-content-type-options': '^nosniff$',
  'x-xss-protection': '^1; mode=block$',
  'referrer-policy': '^strict-origin-when-cross-origin$',
  'content-security-policy': "default-src '(self|none)'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const;

export const ajHcpLeContentKinds = [
  { id: 'page', path: '/', headers: secure },
  {
    id: 'script',
    path: { firstMatch: 'src="\\.?(/static/js/[^"]+\\.js)"', on: '/' },
    headers: secure,
    compressed: true,
  },
  {
    id: 'style',
    path: { firstMatch: 'href="\\.?(/static/css/[^"]+\\.css)"', on: '/' },
    headers: secure,
  },
  { id: 'json', path: '/api/jobs/jobs/', role: 'admin', headers: secure, compressed: true },
  { id: 'refusal', path: '/api/jobs/', status: [401, 403], headers: secure },
  { id: 'unknown-route', path: '/api/no-such-route/', status: [404], headers: secure },
] as const satisfies TargetInput['contentKinds'];

/** The figures of the dashboard, as its own labels name them. */
export const ajHcpLeFigures = [
  {
    id: 'dashboard.customers',
    role: 'admin',
    query: 'SELECT count(*)::text AS value FROM customers_customer',
    movedBy: [
      {
        role: 'manager',
        request: {
          method: 'POST',
          path: '/api/customers/',
          body: {
            first_name: 'Nora',
            last_name: 'Figure {unique}',
            email: 'figure-{unique}@example.com',
            phone: '2155550129',
            street_address: '1 Mill Lane',
            city: 'Philadelphia',
            state: 'PA',
            zip_code: '19101',
          },
        },
        status: [201],
      },
    ],
  },
  {
    id: 'dashboard.active-jobs',
    role: 'admin',
    query: `SELECT count(*)::text AS value FROM jobs_job WHERE status IN ('pending', 'scheduled', 'in_progress')`,
  },
  {
    id: 'dashboard.today',
    role: 'admin',
    query: 'SELECT count(*)::text AS value FROM jobs_job WHERE scheduled_date = current_date',
  },
  {
    id: 'jobs.total',
    role: 'admin',
    query: 'SELECT count(*)::text AS value FROM jobs_job',
  },
  {
    id: 'jobs.completed',
    role: 'admin',
    query: "SELECT count(*)::text AS value FROM jobs_job WHERE status = 'completed'",
  },
  {
    id: 'inventory.items',
    role: 'admin',
    query: 'SELECT count(*)::text AS value FROM inventory_item',
  },
] as const satisfies TargetInput['figures'];
