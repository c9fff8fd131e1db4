import type { TargetInput } from './schema/target.ts';

/**
 * Roles as the release's own table gives them (backend/fsm_core/middleware.py, `role_permissions`): reads and writes by
 * the first part of the path, the administrator everything.
 */
const everyone = ['admin', 'manager', 'technician', 'customer'];
const staff = ['admin', 'manager', 'technician'];
const office = ['admin', 'manager'];
const billing = ['admin', 'manager', 'customer'];
const admins = ['admin'];

/** REST_FRAMEWORK, PAGE_SIZE: twenty rows a page, whatever is asked for. */
const largestPage = 20;

const list = (id: string, path: string, roles: readonly string[], table: string) =>
  ({
    id,
    method: 'GET',
    path,
    roles,
    list: {
      rows: '/results',
      pageSizeParameter: 'page_size',
      largestPage,
      fieldsParameter: 'fields',
      field: 'id',
      ids: { pointer: '/id', query: `SELECT id FROM ${table}` },
      total: '/count',
    },
  }) as const;

const get = (id: string, path: string, roles: readonly string[]) =>
  ({ id, method: 'GET', path, roles }) as const;

const post = (id: string, path: string, roles: readonly string[], body: object, answers = [201]) =>
  ({ id, method: 'POST', path, roles, body, answers }) as const;

/** What backend/<app>/urls.py routes; the health page alone is public. */
export const ajHcpLeEndpoints = [
  list('customers.list', '/api/customers/', everyone, 'customers_customer'),
  get('customers.one', '/api/customers/{customer}/', everyone),
  get('customers.properties', '/api/customers/{customer}/properties/', everyone),
  list('properties.list', '/api/properties/', admins, 'customers_property'),
  list('jobs.list', '/api/jobs/jobs/', everyone, 'jobs_job'),
  get('jobs.one', '/api/jobs/jobs/{job}/', everyone),
  get('jobs.pending', '/api/jobs/jobs/pending/', everyone),
  get('jobs.today', '/api/jobs/jobs/today/', everyone),
  get('jobs.unscheduled', '/api/jobs/jobs/unscheduled/', everyone),
  list('technicians.list', '/api/jobs/technicians/', everyone, 'jobs_technician'),
  list('service-types.list', '/api/jobs/service-types/', everyone, 'jobs_servicetype'),
  list('emergency-calls.list', '/api/jobs/emergency-calls/', everyone, 'jobs_emergencycall'),
  list('job-photos.list', '/api/jobs/job-photos/', everyone, 'jobs_jobphoto'),
  list('appointments.list', '/api/scheduling/appointments/', staff, 'scheduling_appointment'),
  get('scheduling.overview', '/api/scheduling/optimizations/daily_overview/', staff),
  list('items.list', '/api/inventory/items/', staff, 'inventory_item'),
  get('items.one', '/api/inventory/items/{item}/', staff),
  get('items.low-stock', '/api/inventory/items/low_stock/', staff),
  get('items.need-reorder', '/api/inventory/items/need_reorder/', staff),
  list('stock-movements.list', '/api/inventory/stock-movements/', staff, 'inventory_stockmovement'),
  list('purchase-orders.list', '/api/inventory/purchase-orders/', staff, 'inventory_purchaseorder'),
  list('invoices.list', '/api/billing/invoices/', billing, 'billing_invoice'),
  get('invoices.one', '/api/billing/invoices/{invoice}/', billing),
  get('invoices.pending', '/api/billing/invoices/pending/', billing),
  get('invoices.summary', '/api/billing/invoices/summary/', billing),
  list('estimates.list', '/api/billing/estimates/', billing, 'billing_estimate'),
  list('payments.list', '/api/billing/payments/', billing, 'billing_payment'),
  get('analytics.business', '/api/analytics/analytics/business_overview/', office),
  get('analytics.financial', '/api/analytics/analytics/financial_summary/', office),
  get('analytics.operations', '/api/analytics/analytics/operational_metrics/', office),
  post('customers.create', '/api/customers/', office, {
    first_name: 'Nora',
    last_name: 'New',
    email: 'nora-{fresh}@example.com',
    phone: '2155550123',
    street_address: '1 Mill Lane',
    city: 'Philadelphia',
    state: 'PA',
    zip_code: '19101',
  }),
  post('jobs.create', '/api/jobs/jobs/', office, {
    title: 'Outlet {fresh}',
    description: 'Replace an outlet',
    customer: '{customer}',
    property: '{property}',
    service_type: '{service}',
  }),
  {
    ...post('jobs.status', '/api/jobs/jobs/{job}/update_status/', [], { status: 'in_progress' }, [200]),
    roles: office,
  },
  post('items.create', '/api/inventory/items/', office, {
    item_code: 'NEW-{fresh}',
    name: 'Part {fresh}',
    cost_price: '4.50',
    sell_price: '9.00',
  }),
  post('invoices.create', '/api/billing/invoices/', office, {
    customer: '{customer}',
    billing_property: '{property}',
    job: '{job}',
    due_date: '2099-01-31',
  }),
  post('appointments.create', '/api/scheduling/appointments/', office, {
    title: 'Visit {fresh}',
    appointment_type: 'meeting',
    technician: '{technician}',
    scheduled_date: '{free_day}',
    scheduled_start_time: '09:00',
    scheduled_end_time: '10:00',
  }),
] as const satisfies TargetInput['endpoints'];

export const ajHcpLeRecords = {
  query: `SELECT substr(md5(random()::text), 1, 12) AS fresh,
    to_char(date '2030-01-01' + floor(random() * 20000)::int, 'YYYY-MM-DD') AS free_day,
    j.id AS job, j.customer_id AS customer, j.property_id AS property,
    (SELECT id FROM jobs_servicetype ORDER BY id LIMIT 1) AS service,
    (SELECT id FROM jobs_technician ORDER BY id LIMIT 1) AS technician,
    (SELECT id FROM inventory_item ORDER BY id LIMIT 1) AS item,
    (SELECT id FROM billing_invoice ORDER BY id LIMIT 1) AS invoice
    FROM jobs_job j WHERE j.job_number = 'AJ-SEED-0001'`,
} as const;
