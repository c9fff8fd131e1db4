import type { Role } from '../api/types.ts';
import type { IconName } from '../parts/icon.tsx';
import { may, type Ability } from '../session/roles.ts';

export interface Place {
  href: string;
  name: string;
  icon: IconName;
  /** Left out when the person's role cannot use the page. */
  needs?: Ability;
  /** In the bottom bar of a phone; the others are under More. */
  isMain?: true;
}

const places: readonly Place[] = [
  { href: '/', name: 'Today', icon: 'today', isMain: true },
  { href: '/work-orders', name: 'Jobs', icon: 'jobs', isMain: true },
  { href: '/scan', name: 'Scan', icon: 'scan', isMain: true },
  { href: '/inventory', name: 'Stock', icon: 'stock', isMain: true },
  { href: '/time', name: 'Time', icon: 'time', needs: 'keepTime' },
  { href: '/customers', name: 'Customers', icon: 'customers', needs: 'seeCustomers' },
  { href: '/dispatch', name: 'Dispatch', icon: 'dispatch', needs: 'dispatchJobs' },
  { href: '/invoices', name: 'Invoices', icon: 'invoices', needs: 'invoiceJobs' },
  { href: '/reports', name: 'Reports', icon: 'reports', needs: 'readReports' },
  { href: '/account', name: 'Account', icon: 'account' },
];

export function placesFor(role: Role): Place[] {
  return places.filter(({ needs }) => needs === undefined || may(role, needs));
}

/** Whether an address lies within a place: `/work-orders/1` is within Jobs. */
export function isWithin(place: Place, pathname: string): boolean {
  return place.href === '/'
    ? pathname === '/'
    : pathname === place.href || pathname.startsWith(`${place.href}/`);
}
