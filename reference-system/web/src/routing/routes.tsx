import type { ComponentType } from 'preact';
import type { Person } from '../api/types.ts';
import type { Ability } from '../session/roles.ts';
import type { Parameters } from './match.ts';

export interface PageProps {
  parameters: Parameters;
  user: Person;
}

/** Fetches a page's own part of the script; the browser keeps it from then on. */
export type LoadPage = () => Promise<ComponentType<PageProps>>;

interface Route {
  path: string;
  load: LoadPage;
  needs?: Ability;
}

/** Each page is a part of its own of the script, and comes when it is opened first. */
export const routes: readonly Route[] = [
  { path: '/', load: async () => (await import('../pages/today.tsx')).TodayPage },
  { path: '/work-orders', load: async () => (await import('../pages/jobs.tsx')).JobsPage },
  {
    path: '/work-orders/new',
    load: async () => (await import('../pages/new-job.tsx')).NewJobPage,
    needs: 'workOnJobs',
  },
  { path: '/work-orders/:id', load: async () => (await import('../pages/job.tsx')).JobPage },
  { path: '/scan', load: async () => (await import('../pages/scan.tsx')).ScanPage },
  { path: '/inventory', load: async () => (await import('../pages/inventory.tsx')).InventoryPage },
  { path: '/inventory/:id', load: async () => (await import('../pages/item.tsx')).ItemPage },
  {
    path: '/customers',
    load: async () => (await import('../pages/customers.tsx')).CustomersPage,
    needs: 'seeCustomers',
  },
  {
    path: '/customers/new',
    load: async () => (await import('../pages/new-customer.tsx')).NewCustomerPage,
    needs: 'editCustomers',
  },
  {
    path: '/customers/:id',
    load: async () => (await import('../pages/customer.tsx')).CustomerPage,
    needs: 'seeCustomers',
  },
  { path: '/time', load: async () => (await import('../pages/time.tsx')).TimePage, needs: 'keepTime' },
  {
    path: '/dispatch',
    load: async () => (await import('../pages/dispatch.tsx')).DispatchPage,
    needs: 'dispatchJobs',
  },
  {
    path: '/invoices',
    load: async () => (await import('../pages/invoices.tsx')).InvoicesPage,
    needs: 'invoiceJobs',
  },
  {
    path: '/invoices/:id',
    load: async () => (await import('../pages/invoice.tsx')).InvoicePage,
    needs: 'invoiceJobs',
  },
  {
    path: '/reports',
    load: async () => (await import('../pages/reports.tsx')).ReportsPage,
    needs: 'readReports',
  },
  { path: '/account', load: async () => (await import('../pages/account.tsx')).AccountPage },
];
