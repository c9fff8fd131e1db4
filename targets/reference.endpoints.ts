import type { z } from 'zod';
import type { endpointSchema } from './schema/endpoints.ts';

type EndpointInput = z.input<typeof endpointSchema>;

const everyone = ['admin', 'dispatcher', 'technician', 'warehouse'] as const;
const field = ['admin', 'dispatcher', 'technician'] as const;
const office = ['admin', 'dispatcher'] as const;
const stores = ['admin', 'warehouse'] as const;
const partUsers = ['admin', 'technician', 'warehouse'] as const;

/** A page of a list; the query gives the ids of all its rows. */
const paged = { rows: '/items', pageSizeParameter: 'pageSize', largestPage: 100, total: '/total' } as const;
const list = (field_: string, query: string, pointer = '/id') =>
  ({ ...paged, fieldsParameter: 'fields', field: field_, ids: { pointer, query } }) as const;

/** Every route of Fieldbook's API that asks for a person (its /api/openapi.json), with the roles that it is for. */
export const referenceEndpoints = [
  { id: 'me', method: 'GET', path: '/api/auth/me', roles: everyone },
  {
    id: 'customers.list',
    method: 'GET',
    path: '/api/customers',
    roles: field,
    list: list('name', 'select id from customers'),
  },
  {
    id: 'customers.create',
    method: 'POST',
    path: '/api/customers',
    roles: office,
    body: { name: 'Role probe' },
  },
  { id: 'customers.get', method: 'GET', path: '/api/customers/{customer}', roles: field },
  {
    id: 'customers.update',
    method: 'PATCH',
    path: '/api/customers/{customer}',
    roles: office,
    body: { phone: '1' },
  },
  {
    id: 'work-orders.list',
    method: 'GET',
    path: '/api/work-orders',
    roles: everyone,
    list: list('title', 'select id from work_orders'),
  },
  {
    id: 'work-orders.create',
    method: 'POST',
    path: '/api/work-orders',
    roles: field,
    body: { title: 'Role probe', customerId: '{customer}' },
  },
  { id: 'work-orders.get', method: 'GET', path: '/api/work-orders/{job}', roles: everyone },
  {
    id: 'work-orders.update',
    method: 'PATCH',
    path: '/api/work-orders/{job}',
    roles: field,
    body: { version: 1, title: 'Role probe' },
  },
  {
    id: 'work-orders.assign',
    method: 'POST',
    path: '/api/work-orders/{job}/assign',
    roles: office,
    body: { technicianId: '{technician}' },
  },
  {
    id: 'work-orders.complete',
    method: 'POST',
    path: '/api/work-orders/{job}/complete',
    roles: field,
    body: { signature: 'data:image/png;base64,iVBORw0KGgo=', signedBy: 'Role probe' },
  },
  {
    id: 'work-orders.signature',
    method: 'GET',
    path: '/api/work-orders/{signed}/signature',
    roles: everyone,
    contentType: 'image/png',
  },
  {
    id: 'work-orders.events',
    method: 'GET',
    path: '/api/work-orders/{signed}/events',
    roles: everyone,
    list: list('kind', "select id from work_order_events where work_order_id = '{signed}'"),
  },
  { id: 'photos.add', method: 'POST', path: '/api/work-orders/{job}/photos', roles: field, body: {} },
  {
    id: 'photos.list',
    method: 'GET',
    path: '/api/work-orders/{photographed}/photos',
    roles: everyone,
    list: list('fileName', "select id from photos where work_order_id = '{photographed}'"),
  },
  {
    id: 'photos.content',
    method: 'GET',
    path: '/api/photos/{photo}/content',
    roles: everyone,
    contentType: 'image/*',
  },
  {
    id: 'items.list',
    method: 'GET',
    path: '/api/items',
    roles: everyone,
    list: list('sku', 'select id from items'),
  },
  {
    id: 'items.create',
    method: 'POST',
    path: '/api/items',
    roles: stores,
    body: { sku: 'PROBE-1', name: 'Role probe', barcode: 'PROBE-1', barcodeType: 'code128' },
  },
  { id: 'items.by-barcode', method: 'GET', path: '/api/items/by-barcode/4006381333931', roles: everyone },
  { id: 'items.get', method: 'GET', path: '/api/items/{item}', roles: everyone },
  {
    id: 'items.update',
    method: 'PATCH',
    path: '/api/items/{item}',
    roles: stores,
    body: { location: 'Van 1' },
  },
  {
    id: 'items.adjust',
    method: 'POST',
    path: '/api/items/{item}/adjust',
    roles: stores,
    body: { delta: 1, reason: 'Role probe' },
  },
  {
    id: 'items.ledger',
    method: 'GET',
    path: '/api/items/{item}/ledger',
    roles: everyone,
    list: list('delta', "select id from stock_ledger where item_id = '{item}'"),
  },
  {
    id: 'parts.use',
    method: 'POST',
    path: '/api/work-orders/{job}/parts',
    roles: partUsers,
    body: { itemId: '{item}', quantity: 1 },
  },
  {
    id: 'parts.list',
    method: 'GET',
    path: '/api/work-orders/{equipped}/parts',
    roles: everyone,
    list: list('sku', "select id from stock_ledger where work_order_id = '{equipped}'"),
  },
  {
    id: 'reorder-alerts.list',
    method: 'GET',
    path: '/api/reorder-alerts',
    roles: everyone,
    list: list('sku', 'select id from items where on_hand <= reorder_level', '/itemId'),
  },
  {
    id: 'time-entries.list',
    method: 'GET',
    path: '/api/time-entries',
    roles: field,
    list: list('minutes', 'select id from time_entries'),
  },
  {
    id: 'time-entries.create',
    method: 'POST',
    path: '/api/time-entries',
    roles: field,
    body: { workOrderId: '{job}', date: '2026-01-12', minutes: 5 },
  },
  { id: 'dispatch.board', method: 'GET', path: '/api/dispatch?date=2026-01-12', roles: office },
  {
    id: 'dispatch.move',
    method: 'POST',
    path: '/api/dispatch/move',
    roles: office,
    body: {
      workOrderId: '{job}',
      technicianId: '{technician}',
      date: '2026-01-12',
      slot: '08:00',
      version: 1,
    },
  },
  {
    id: 'invoices.list',
    method: 'GET',
    path: '/api/invoices',
    roles: office,
    list: list('number', 'select id from invoices'),
  },
  {
    id: 'invoices.create',
    method: 'POST',
    path: '/api/invoices',
    roles: office,
    body: { workOrderId: '{signed}' },
  },
  { id: 'invoices.get', method: 'GET', path: '/api/invoices/{invoice}', roles: office },
  { id: 'reports.summary', method: 'GET', path: '/api/reports/summary', roles: office },
  {
    id: 'reports.workbook',
    method: 'GET',
    path: '/api/reports/summary.xlsx',
    roles: office,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  {
    id: 'reports.hours',
    method: 'GET',
    path: '/api/reports/hours.csv',
    roles: office,
    contentType: 'text/csv',
  },
  { id: 'dashboard', method: 'GET', path: '/api/dashboard', roles: office },
  {
    id: 'users.list',
    method: 'GET',
    path: '/api/users',
    roles: ['admin'],
    list: list('email', 'select id from users'),
  },
  {
    id: 'users.create',
    method: 'POST',
    path: '/api/users',
    roles: ['admin'],
    body: {
      email: 'probe@fieldbook.example',
      name: 'Role probe',
      role: 'admin',
      password: 'a long probe password',
    },
  },
  {
    id: 'technicians.list',
    method: 'GET',
    path: '/api/technicians',
    roles: everyone,
    list: list('name', "select id from users where role = 'technician' and active and on_board"),
  },
] as const satisfies readonly EndpointInput[];
