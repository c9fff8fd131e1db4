import type { Route } from './route.ts';
import { admin, everyone, field, office } from './route.ts';

/** Time, dispatch, invoices, figures, accounts and health: the second half of route-table.ts. */
export const officeRoutes = {
  listTimeEntries: {
    method: 'GET',
    path: '/api/time-entries',
    roles: field,
    summary: 'Time entries, newest day first; a technician sees own ones',
    list: true,
    query: ['userId', 'workOrderId'],
  },
  createTimeEntry: { method: 'POST', path: '/api/time-entries', roles: field, summary: 'Enter own time' },

  getDispatchBoard: {
    method: 'GET',
    path: '/api/dispatch',
    roles: office,
    summary: 'The board of one date',
    query: ['date'],
  },
  moveJob: { method: 'POST', path: '/api/dispatch/move', roles: office, summary: 'Move a job on the board' },

  listInvoices: {
    method: 'GET',
    path: '/api/invoices',
    roles: office,
    summary: 'Invoices, newest first',
    list: true,
  },
  createInvoice: {
    method: 'POST',
    path: '/api/invoices',
    roles: office,
    summary: 'Invoice a completed work order',
  },
  getInvoice: {
    method: 'GET',
    path: '/api/invoices/:id',
    roles: office,
    summary: 'One invoice with its lines',
  },
  sendInvoice: {
    method: 'POST',
    path: '/api/invoices/:id/send',
    roles: office,
    summary: 'Hand an invoice to the bookkeeping',
  },

  getReportSummary: {
    method: 'GET',
    path: '/api/reports/summary',
    roles: office,
    summary: 'Figures of a period',
    query: ['from', 'to'],
  },
  getReportWorkbook: {
    method: 'GET',
    path: '/api/reports/summary.xlsx',
    roles: office,
    summary: 'The same figures for Excel',
    query: ['from', 'to'],
  },
  getHours: {
    method: 'GET',
    path: '/api/reports/hours.csv',
    roles: office,
    summary: 'Every time entry of a period, for the wages office',
    query: ['from', 'to'],
  },
  getDashboard: { method: 'GET', path: '/api/dashboard', roles: office, summary: 'Figures of the home page' },

  listUsers: { method: 'GET', path: '/api/users', roles: admin, summary: 'Accounts by name', list: true },
  createUser: { method: 'POST', path: '/api/users', roles: admin, summary: 'New account' },
  resetTotp: {
    method: 'POST',
    path: '/api/users/:id/reset-totp',
    roles: admin,
    summary: 'Take the second factor of another account away',
  },
  listTechnicians: {
    method: 'GET',
    path: '/api/technicians',
    roles: everyone,
    summary: 'Technicians on the board',
    list: true,
  },

  getOpenApi: { method: 'GET', path: '/api/openapi.json', roles: 'public', summary: 'This table as OpenAPI' },
  getHealth: { method: 'GET', path: '/health', roles: 'public', summary: 'The process answers' },
  getReady: { method: 'GET', path: '/ready', roles: 'public', summary: 'Database and object store answer' },
} as const satisfies Record<string, Route>;
