import type { TargetInput } from './schema/target.ts';

/**
 * ADMIN_GUIDE.md, Role Assignment Guide: financials are the admin's, user management too; work orders with pricing
 * and the management of stock are the manager's and the office's; a technician cannot see pricing or financial
 * information. The warehouse has a role and no word in the guide: it is asked as the technician is.
 */
const everyone = ['admin', 'manager', 'office', 'technician', 'warehouse'];
const admin = ['admin'];
const managers = ['admin', 'manager'];
/** frontend/src/App.js: invoices are for these two. */
const billing = ['admin', 'office'];

type EndpointInput = TargetInput['endpoints'][number];

const read = (id: string, path: string, roles: readonly string[] = everyone) =>
  ({ id, method: 'GET', path: `/api${path}`, roles }) as const;

const write = (
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  id: string,
  path: string,
  roles: readonly string[],
  body: object = {},
) => ({ id, method, path: `/api${path}`, roles, body, answers: [200, 201] }) as const;

/** A list of a table's rows, a hundred a page. */
const list = (rows: string, query: string, total?: string) => ({
  rows,
  pageSizeParameter: 'limit',
  largestPage: 100,
  ids: { pointer: '/id', query },
  ...(total === undefined ? {} : { total }),
});

const range = 'start_date={today}&end_date={today}';

const lists: readonly EndpointInput[] = [
  {
    ...read('work-orders.list', '/work-orders'),
    list: list('/work_orders', 'SELECT id FROM work_orders', '/total'),
  },
  {
    ...read('inventory.list', '/inventory'),
    list: list('/inventory', 'SELECT id FROM inventory WHERE active', '/total'),
  },
  {
    ...read('customers.list', '/customers'),
    list: list('/customers', 'SELECT id FROM customers WHERE active'),
  },
  {
    ...read('users.list', '/admin/users', admin),
    list: { rows: '/users', pageSizeParameter: 'limit', largestPage: 100, total: '/total' },
  },
  { ...read('invoices.list', '/invoices', billing), list: list('/invoices', 'SELECT id FROM invoices') },
  { ...read('vendors.list', '/vendors'), list: list('/vendors', 'SELECT id FROM vendors', '/total') },
  { ...read('time-entries.list', '/time-entries') },
  { ...read('vans.list', '/vans') },
  { ...read('vendor-returns.list', '/vendor-returns') },
  { ...read('quotes.list', '/quotes') },
  { ...read('quote-templates.list', '/quotes/templates/list') },
  { ...read('purchase-orders.list', '/purchase-orders', admin) },
];

const reads: readonly EndpointInput[] = [
  read('who-am-i', '/user/me'),
  read('user.settings', '/user/settings'),
  read('people.list', '/users'),
  read('managers.list', '/admin/managers', admin),
  read('workers.list', '/admin/workers', admin),
  read('work-orders.one', '/work-orders/{job}'),
  read('work-orders.photos', '/work-orders/{job}/photos'),
  read('work-orders.notes', '/work-orders/{job}/notes'),
  read('work-orders.tasks', '/work-orders/{job}/tasks'),
  read('work-orders.activity', '/work-orders/{job}/activity'),
  read('work-orders.crew', '/work-orders/{job}/crew'),
  read('work-orders.schedule-dates', '/work-orders/{job}/schedule-dates'),
  { ...read('photos.content', '/work-orders/photos/{photo}'), contentType: 'image/*' },
  read('customers.one', '/customers/{customer}'),
  read('customers.sites', '/customers/{customer}/sites'),
  read('inventory.one', '/inventory/{item}'),
  read('inventory.barcode', '/inventory/barcode/GL-BOX-0001'),
  read('inventory.transactions', '/inventory/{item}/transactions'),
  read('inventory.low-stock', '/inventory/low-stock'),
  read('inventory.cycle-count-due', '/inventory/cycle-count-due'),
  read('inventory.stockout-predictions', '/inventory/stockout-predictions'),
  read('inventory.reorder-suggestions', '/inventory/reorder-suggestions'),
  read('inventory.order-planning', '/inventory/order-planning', admin),
  read('dashboard.my-jobs', '/dashboard/my-jobs'),
  read('schedule', `/calendar/schedule?${range}`),
  read('schedule.available', '/employees/available-for-date?target_date={today}'),
  read('schedule.contradictions', '/schedule-contradictions', managers),
  read('pto.pending', '/pto/pending', managers),
  read('time-entries.my-week', '/time-entries/my-week'),
  read('time-entries.available-jobs', '/time-entries/available-jobs?work_date={today}'),
  read('time-entries.of-job', '/time-entries/work-order/{job}', managers),
  read('notifications', '/notifications'),
  read('communication.settings', '/settings/communication', managers),
  read('communication.log', '/settings/communication/log', managers),
];

/** App.js opens the page of the reports to the admin alone, and the guide calls financials the admin's. */
const reports: readonly EndpointInput[] = [
  read('reports.financial-snapshot', '/reports/financial-snapshot', admin),
  read('reports.profit-loss', '/reports/profit-loss', admin),
  read('reports.job-financial-detail', '/reports/job-financial-detail', admin),
  read('reports.monthly-summary', '/reports/monthly-summary', admin),
  read('reports.customer-summary', '/reports/customer-summary', admin),
  read('reports.inventory-valuation', '/reports/inventory-valuation', admin),
  read('reports.profitability', '/reports/profitability/summary', admin),
  read('reports.labor', '/reports/labor/summary', admin),
  read('reports.materials', '/reports/materials/summary', admin),
  read('reports.variance', '/reports/variance/summary', admin),
  read('reports.daily-activity', '/reports/daily-activity', admin),
  read('reports.date-range', `/reports/date-range?${range}`, admin),
  read('reports.vendor-returns', '/reports/vendor-returns-summary', admin),
  read('reports.employee-productivity', '/reports/employee-productivity', admin),
  // A manager's word on a colleague's hours; the technician sees the own ones under another address.
  read('reports.timecard', '/reports/labor/timecard/golive.colleague', managers),
];

const writes: readonly EndpointInput[] = [
  write('POST', 'work-orders.create', '/work-orders', ['admin', 'manager', 'office'], {
    customer_id: '{customer}',
    service_address: '1 Mill Lane',
    job_description: 'Job {fresh}',
  }),
  write('PATCH', 'work-orders.edit', '/work-orders/{job}', ['admin', 'manager', 'office'], {
    priority: 'normal',
  }),
  write('DELETE', 'work-orders.remove', '/work-orders/{spare}', admin),
  write('POST', 'customers.create', '/customers', ['admin', 'manager', 'office'], {
    first_name: 'Nora',
    last_name: 'Newcomer {fresh}',
    phone_primary: '617-555-0199',
  }),
  write('PUT', 'customers.edit', '/customers/{customer}', ['admin', 'manager', 'office'], {
    service_notes: 'Ring at the back door',
  }),
  write('POST', 'inventory.adjust', '/inventory/{item}/adjust-stock', managers, {
    quantity_change: 1,
    reason: 'Other',
  }),
  write('POST', 'users.create', '/admin/users', admin, {
    username: 'person-{fresh}',
    password: 'A-long-Passw0rd-{fresh}',
    role: 'technician',
  }),
  write('PUT', 'users.edit', '/admin/users/golive.colleague', admin, { full_name: 'Cole Colleague' }),
  write('POST', 'time-entries.create', '/time-entries', everyone, {
    work_order_id: '{job}',
    work_date: '{today}',
    hours_worked: 1,
    time_type: 'job',
  }),
  write('POST', 'time-entries.lock-week', '/time-entries/lock-week?week_ending={past}', admin),
  write('POST', 'work-orders.note', '/work-orders/{job}/notes', everyone, { note_text: 'Note {fresh}' }),
  write('POST', 'vans.create', '/vans', managers, { van_number: 'V-{fresh}', van_name: 'Van {fresh}' }),
  write('POST', 'purchase-orders.create', '/purchase-orders', admin, { vendor_id: '{vendor}', items: [] }),
  write('DELETE', 'communication.remove', '/settings/communication/none', managers),
];

/** The routes of every screen, by their OpenAPI; the roles by the guide. */
export const electricalEndpoints: readonly EndpointInput[] = [...lists, ...reads, ...reports, ...writes];

export const electricalRecords = {
  query: `SELECT
    (SELECT id FROM work_orders ORDER BY id LIMIT 1 OFFSET 30) AS job,
    (SELECT id FROM work_orders ORDER BY id LIMIT 1 OFFSET 60) AS spare,
    (SELECT id FROM customers ORDER BY id LIMIT 1) AS customer,
    (SELECT id FROM inventory ORDER BY id LIMIT 1 OFFSET 20) AS item,
    (SELECT id FROM vendors ORDER BY id LIMIT 1) AS vendor,
    (SELECT filename FROM work_order_photos ORDER BY id LIMIT 1) AS photo,
    CURRENT_DATE::text AS today,
    (CURRENT_DATE - 700)::text AS past,
    substr(md5(random()::text), 1, 12) AS fresh`,
} as const satisfies TargetInput['records'];
