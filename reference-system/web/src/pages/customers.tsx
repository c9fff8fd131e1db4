import type { Customer } from '../api/types.ts';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { WaitingRows } from '../parts/waiting-rows.tsx';
import type { PageProps } from '../routing/routes.tsx';
import { may } from '../session/roles.ts';
import { SearchList } from './search-list.tsx';

export function CustomersPage({ user }: PageProps) {
  return (
    <Page
      title="Customers"
      actions={
        may(user.role, 'editCustomers') && (
          <a class="button primary" href="/customers/new">
            <Icon name="plus" /> New customer
          </a>
        )
      }
    >
      <WaitingRows path="/api/customers" />
      <SearchList<Customer>
        list="/api/customers"
        pathname="/customers"
        searchLabel="Search customers"
        placeholder="Name or address"
        empty="No customer matches."
        icon="customers"
        row={(customer) => (
          <li key={customer.id}>
            <a class="list-row" href={`/customers/${customer.id}`}>
              <span class="title">{customer.name}</span>
              <span class="side">
                <Icon name="chevron" />
              </span>
              <span class="meta">
                {customer.address && <span>{customer.address}</span>}
                {customer.phone && <span>{customer.phone}</span>}
              </span>
            </a>
          </li>
        )}
      />
    </Page>
  );
}
