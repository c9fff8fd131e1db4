import type { Customer, WorkOrder } from '../api/types.ts';
import { submit } from '../offline/outbox.ts';
import { customerChoice } from '../parts/find-choices.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { useResource } from '../parts/resource.ts';
import { showToast, toastFor } from '../parts/toast-store.ts';
import { addressStore, navigate } from '../routing/location.ts';
import type { PageProps } from '../routing/routes.tsx';
import { JobForm, type JobFields } from './job-form.tsx';

export function NewJobPage({ user }: PageProps) {
  const customerId = addressStore.get().search.get('customer');
  const customer = useResource<Customer>(customerId ? `/api/customers/${customerId}` : null);
  const start: JobFields = {
    title: '',
    customerId: '',
    description: '',
    priority: 'normal',
    scheduledFor: null,
    assignedTo: user.role === 'technician' ? user.id : null,
  };
  const save = async (fields: JobFields) => {
    const done = await submit<WorkOrder>({
      label: `New job: ${fields.title}`,
      method: 'POST',
      path: '/api/work-orders',
      body: fields,
    });
    showToast(toastFor(done.state));
    navigate(done.state === 'saved' ? `/work-orders/${done.answer.id}` : '/work-orders', { replace: true });
  };
  const form = (chosen: Customer | null) => (
    <JobForm
      user={user}
      start={start}
      customer={chosen && customerChoice(chosen)}
      onSave={save}
      onCancel={() => history.back()}
    />
  );
  return <Page title="New job">{customerId ? <Loaded from={customer}>{form}</Loaded> : form(null)}</Page>;
}
