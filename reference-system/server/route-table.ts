import { officeRoutes } from './route-table-office.ts';
import type { Route } from './route.ts';
import { everyone, field, office, partUsers, stores } from './route.ts';

export type { Route } from './route.ts';

/**
 * The whole API. Every POST and PATCH outside /api/auth takes the header `Idempotency-Key` (a UUID): the same key
 * is carried out once and answers the first response again (header `Idempotency-Replayed: true`).
 */
export const routes = {
  login: { method: 'POST', path: '/api/auth/login', roles: 'public', summary: 'Sign in' },
  refresh: {
    method: 'POST',
    path: '/api/auth/refresh',
    roles: 'public',
    summary: 'New tokens for a refresh token',
  },
  logout: {
    method: 'POST',
    path: '/api/auth/logout',
    roles: everyone,
    summary: 'End this session',
    whilePasswordDue: true,
  },
  changePassword: {
    method: 'POST',
    path: '/api/auth/change-password',
    roles: everyone,
    summary: 'Choose a new password',
    whilePasswordDue: true,
  },
  me: {
    method: 'GET',
    path: '/api/auth/me',
    roles: everyone,
    summary: 'Who is signed in',
    whilePasswordDue: true,
  },
  beginTotp: {
    method: 'POST',
    path: '/api/auth/totp',
    roles: everyone,
    summary: 'A secret for a second factor, shown once',
  },
  confirmTotp: {
    method: 'POST',
    path: '/api/auth/totp/confirm',
    roles: everyone,
    summary: 'A first code puts the second factor in force',
  },

  listCustomers: {
    method: 'GET',
    path: '/api/customers',
    roles: field,
    summary: 'Customers by name',
    list: true,
    query: ['q'],
  },
  createCustomer: { method: 'POST', path: '/api/customers', roles: office, summary: 'New customer' },
  getCustomer: { method: 'GET', path: '/api/customers/:id', roles: field, summary: 'One customer' },
  updateCustomer: {
    method: 'PATCH',
    path: '/api/customers/:id',
    roles: office,
    summary: 'Change a customer',
  },

  listWorkOrders: {
    method: 'GET',
    path: '/api/work-orders',
    roles: everyone,
    summary: 'Work orders, newest first',
    list: true,
    query: ['status', 'assignedTo', 'q', 'customerId', 'scheduledFor'],
  },
  createWorkOrder: { method: 'POST', path: '/api/work-orders', roles: field, summary: 'New work order' },
  getWorkOrder: { method: 'GET', path: '/api/work-orders/:id', roles: everyone, summary: 'One work order' },
  updateWorkOrder: {
    method: 'PATCH',
    path: '/api/work-orders/:id',
    roles: field,
    summary: 'Change a work order; a technician only an own or unassigned one',
  },
  assignWorkOrder: {
    method: 'POST',
    path: '/api/work-orders/:id/assign',
    roles: office,
    summary: 'Give a work order to a technician',
  },
  completeWorkOrder: {
    method: 'POST',
    path: '/api/work-orders/:id/complete',
    roles: field,
    summary: 'Complete with a signature',
  },
  getSignature: {
    method: 'GET',
    path: '/api/work-orders/:id/signature',
    roles: everyone,
    summary: 'The signature as PNG',
  },
  listWorkOrderEvents: {
    method: 'GET',
    path: '/api/work-orders/:id/events',
    roles: everyone,
    summary: 'What happened to a work order, newest first',
    list: true,
  },

  addPhotos: {
    method: 'POST',
    path: '/api/work-orders/:id/photos',
    roles: field,
    summary: 'Add photos',
    upload: true,
  },
  listPhotos: {
    method: 'GET',
    path: '/api/work-orders/:id/photos',
    roles: everyone,
    summary: 'Photos of a work order',
    list: true,
  },
  getPhotoContent: {
    method: 'GET',
    path: '/api/photos/:id/content',
    roles: everyone,
    summary: 'The bytes of a photo',
  },

  listItems: {
    method: 'GET',
    path: '/api/items',
    roles: everyone,
    summary: 'Stock items by name',
    list: true,
    query: ['q', 'barcode'],
  },
  createItem: { method: 'POST', path: '/api/items', roles: stores, summary: 'New item' },
  getItemByBarcode: {
    method: 'GET',
    path: '/api/items/by-barcode/:code',
    roles: everyone,
    summary: 'The item with this barcode (percent-encoded)',
  },
  getItem: { method: 'GET', path: '/api/items/:id', roles: everyone, summary: 'One item' },
  updateItem: { method: 'PATCH', path: '/api/items/:id', roles: stores, summary: 'Change an item' },
  adjustStock: {
    method: 'POST',
    path: '/api/items/:id/adjust',
    roles: stores,
    summary: 'Book stock in or out',
  },
  listLedger: {
    method: 'GET',
    path: '/api/items/:id/ledger',
    roles: everyone,
    summary: 'Stock movements of an item, newest first',
    list: true,
  },
  usePart: {
    method: 'POST',
    path: '/api/work-orders/:id/parts',
    roles: partUsers,
    summary: 'Use a part on a work order',
  },
  listParts: {
    method: 'GET',
    path: '/api/work-orders/:id/parts',
    roles: everyone,
    summary: 'Parts used on a work order',
    list: true,
  },
  listReorderAlerts: {
    method: 'GET',
    path: '/api/reorder-alerts',
    roles: everyone,
    summary: 'Items at or below their reorder level',
    list: true,
  },

  ...officeRoutes,
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof routes;
