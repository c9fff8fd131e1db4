const json = 'application/json';
const page = { pointer: '/items/0/id', type: 'string' } as const;

/** What people of Fieldbook do in a busy hour: lists and details of every task, one write in four, photos among them. */
export const referenceMix = {
  headers: { authorization: 'Bearer {token}', accept: json },
  requests: [
    get('work-orders.list', '/api/work-orders?page={page.page}&pageSize=25', 12, [page]),
    get('work-orders.get', '/api/work-orders/{job.id}', 12, [{ pointer: '/number', equals: '{job.number}' }]),
    get('customers.list', '/api/customers?page={page.page}', 5, [page]),
    get('customers.get', '/api/customers/{customer.id}', 5, [
      { pointer: '/name', equals: '{customer.name}' },
    ]),
    get('items.list', '/api/items?page={page.page}', 6, [page]),
    get('items.get', '/api/items/{item.id}', 6, [{ pointer: '/sku', equals: '{item.sku}' }]),
    get('items.ledger', '/api/items/{item.id}/ledger', 3, [{ pointer: '/items', type: 'array' }]),
    get('photos.list', '/api/work-orders/{photographed.id}/photos', 5, [page]),
    get('time-entries.list', '/api/time-entries', 5, [{ pointer: '/items', type: 'array' }]),
    get('reorder-alerts.list', '/api/reorder-alerts', 2, [{ pointer: '/items', type: 'array' }]),
    office('dispatch.board', '/api/dispatch?date=2026-01-12', 4, [
      { pointer: '/technicians/0/id', type: 'string' },
    ]),
    office('invoices.list', '/api/invoices', 3, [page]),
    office('invoices.get', '/api/invoices/{invoice.id}', 2, [
      { pointer: '/number', equals: '{invoice.number}' },
    ]),
    office('reports.summary', '/api/reports/summary', 1, [{ pointer: '/minutesWorked', type: 'number' }]),
    office('dashboard', '/api/dashboard', 4, [{ pointer: '/openWorkOrders', type: 'number' }]),
    post(
      'work-orders.create',
      '/api/work-orders',
      10,
      { title: 'Load {unique}', customerId: '{customer.id}' },
      'title',
    ),
    post(
      'time-entries.create',
      '/api/time-entries',
      11,
      { workOrderId: '{job.id}', date: '2026-01-12', minutes: 30, note: 'Load {unique}' },
      'note',
    ),
    {
      name: 'photos.add',
      method: 'POST',
      path: '/api/work-orders/{job.id}/photos',
      weight: 4,
      headers: { 'idempotency-key': '{uuid}' },
      body: {
        upload: {
          file: '{photo.file}',
          contentType: 'image/png',
          field: 'photos',
          fileName: 'Load {unique}.png',
        },
      },
      expect: { status: [201], pointers: [{ pointer: '/items/0/sha256', type: 'string' }] },
      write: true,
      upload: true,
    },
  ],
};

function get(name: string, path: string, weight: number, pointers: readonly object[]) {
  return { name, method: 'GET', path, weight, expect: { status: [200], pointers } };
}

function office(name: string, path: string, weight: number, pointers: readonly object[]) {
  return { ...get(name, path, weight, pointers), role: 'dispatcher' };
}

function post(
  name: string,
  path: string,
  weight: number,
  body: Readonly<Record<string, unknown>>,
  echo: string,
) {
  return {
    name,
    method: 'POST',
    path,
    weight,
    headers: { 'idempotency-key': '{uuid}' },
    body: { json: body },
    expect: { status: [201], pointers: [{ pointer: `/${echo}`, equals: 'Load {unique}' }] },
    write: true,
  };
}

export const referenceLoadRecords = {
  job: "select id::text, number from work_orders where status in ('new', 'scheduled', 'in_progress') and assigned_to is null order by number limit 500",
  customer: 'select id::text, name from customers order by name, id limit 500',
  item: 'select id::text, sku from items order by sku limit 300',
  invoice: 'select id::text, number from invoices order by number limit 100',
  photographed: 'select distinct work_order_id::text as id from photos order by 1 limit 50',
  page: 'select n as page from generate_series(1, 3) n',
} as const;

export const referenceWritesQuery = `select (
    (select count(*) from work_orders where title like $1)
  + (select count(*) from time_entries where note like $1)
  + (select count(*) from photos where file_name like $1))::int as n`;
