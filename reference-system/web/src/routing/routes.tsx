import type { ComponentType } from 'preact';
import type { Person } from '../api/types.ts';
import type { Ability } from '../session/roles.ts';
import type { Parameters } from './match.ts';
import { AccountPage } from '../pages/account.tsx';
import { CustomerPage } from '../pages/customer.tsx';
import { CustomersPage } from '../pages/customers.tsx';
import { DispatchPage } from '../pages/dispatch.tsx';
import { InventoryPage } from '../pages/inventory.tsx';
import { InvoicePage } from '../pages/invoice.tsx';
import { InvoicesPage } from '../pages/invoices.tsx';
import { ItemPage } from '../pages/item.tsx';
import { JobPage } from '../pages/job.tsx';
import { JobsPage } from '../pages/jobs.tsx';
import { NewCustomerPage } from '../pages/new-customer.tsx';
import { NewJobPage } from '../pages/new-job.tsx';
import { ReportsPage } from '../pages/reports.tsx';
import { ScanPage } from '../pages/scan.tsx';
import { TimePage } from '../pages/time.tsx';
import { TodayPage } from '../pages/today.tsx';

export interface PageProps {
  parameters: Parameters;
  user: Person;
}

interface Route {
  path: string;
  page: ComponentType<PageProps>;
  needs?: Ability;
}

export const routes: readonly Route[] = [
  { path: '/', page: TodayPage },
  { path: '/work-orders', page: JobsPage },
  { path: '/work-orders/new', page: NewJobPage, needs: 'workOnJobs' },
  { path: '/work-orders/:id', page: JobPage },
  { path: '/scan', page: ScanPage },
  { path: '/inventory', page: InventoryPage },
  { path: '/inventory/:id', page: ItemPage },
  { path: '/customers', page: CustomersPage, needs: 'seeCustomers' },
  { path: '/customers/new', page: NewCustomerPage, needs: 'editCustomers' },
  { path: '/customers/:id', page: CustomerPage, needs: 'seeCustomers' },
  { path: '/time', page: TimePage, needs: 'keepTime' },
  { path: '/dispatch', page: DispatchPage, needs: 'dispatchJobs' },
  { path: '/invoices', page: InvoicesPage, needs: 'invoiceJobs' },
  { path: '/invoices/:id', page: InvoicePage, needs: 'invoiceJobs' },
  { path: '/reports', page: ReportsPage, needs: 'readReports' },
  { path: '/account', page: AccountPage },
];
