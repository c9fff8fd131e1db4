import { useState } from 'preact/hooks';
import type { Customer, Page as PageOf, Person, UpdateCustomer, WorkOrder } from '../api/types.ts';
import { submit } from '../offline/outbox.ts';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Empty, LoadFailure, Loading } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { useResource, type Resource } from '../parts/resource.ts';
import { showToast, toastFor } from '../parts/toast-store.ts';
import type { PageProps } from '../routing/routes.tsx';
import { may } from '../session/roles.ts';
import { CustomerForm, type CustomerFields } from './customer-form.tsx';
import { JobList } from './job-row.tsx';

export function CustomerPage({ parameters, user }: PageProps) {
  const loaded = useResource<Customer>(`/api/customers/${parameters['id']}`);
  if (!loaded.data) {
    return (
      <Page title="Customer">
        {loaded.error ? (
          <LoadFailure error={loaded.error} onRetry={() => void loaded.reload()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return <CustomerView customer={loaded.data} loaded={loaded} user={user} />;
}

interface CustomerViewProps {
  customer: Customer;
  loaded: Resource<Customer>;
  user: Person;
}

function CustomerView({ customer, loaded, user }: CustomerViewProps) {
  const [isEditing, setEditing] = useState(false);
  const { name, email, phone, address } = customer;
  const save = async (fields: CustomerFields) => {
    const body: UpdateCustomer = fields;
    const path = `/api/customers/${customer.id}`;
    const done = await submit<Customer>({ label: `Edit ${name}`, method: 'PATCH', path, body });
    showToast(toastFor(done.state));
    await loaded.reload();
    setEditing(false);
  };
  if (isEditing) {
    return (
      <Page title={`Edit ${name}`}>
        <CustomerForm
          start={{ name, email, phone, address }}
          onSave={save}
          onCancel={() => setEditing(false)}
        />
      </Page>
    );
  }
  return (
    <Page title={name}>
      <div class="row">
        {may(user.role, 'workOnJobs') && (
          <a class="button primary" href={`/work-orders/new?customer=${customer.id}`}>
            <Icon name="plus" /> New job
          </a>
        )}
        {may(user.role, 'editCustomers') && (
          <button type="button" class="button" onClick={() => setEditing(true)}>
            <Icon name="edit" /> Edit
          </button>
        )}
      </div>
      <Contact customer={customer} />
      <JobsOfCustomer id={customer.id} />
    </Page>
  );
}

function Contact({ customer }: { customer: Customer }) {
  return (
    <section class="card" aria-label="Contact">
      <dl class="facts">
        <div>
          <dt>Address</dt>
          <dd class="prose">{customer.address || 'Not recorded'}</dd>
        </div>
        <div>
          <dt>Phone</dt>
          <dd>
            {customer.phone ? (
              <a class="touch-link" href={`tel:${customer.phone.replace(/[^+\d]/g, '')}`}>
                {customer.phone}
              </a>
            ) : (
              'Not recorded'
            )}
          </dd>
        </div>
        <div>
          <dt>E-mail</dt>
          <dd>
            {customer.email ? (
              <a class="touch-link" href={`mailto:${customer.email}`}>
                {customer.email}
              </a>
            ) : (
              'Not recorded'
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function JobsOfCustomer({ id }: { id: string }) {
  const jobs = useResource<PageOf<WorkOrder>>(`/api/work-orders?customerId=${id}&pageSize=50`);
  return (
    <section class="stack" aria-label="Jobs">
      <h2>Jobs</h2>
      <Loaded from={jobs}>
        {({ items }) =>
          items.length > 0 ? <JobList jobs={items} /> : <Empty>No job for this customer yet.</Empty>
        }
      </Loaded>
    </section>
  );
}
