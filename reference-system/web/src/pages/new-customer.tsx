import type { Customer } from '../api/types.ts';
import { submit } from '../offline/outbox.ts';
import { Page } from '../parts/page.tsx';
import { showToast, toastFor } from '../parts/toast-store.ts';
import { navigate } from '../routing/location.ts';
import { CustomerForm, type CustomerFields } from './customer-form.tsx';

export function NewCustomerPage() {
  const save = async (fields: CustomerFields) => {
    const label = `New customer: ${fields.name}`;
    const done = await submit<Customer>({ label, method: 'POST', path: '/api/customers', body: fields });
    showToast(toastFor(done.state));
    navigate(done.state === 'saved' ? `/customers/${done.answer.id}` : '/customers', { replace: true });
  };
  return (
    <Page title="New customer">
      <CustomerForm
        start={{ name: '', email: '', phone: '', address: '' }}
        onSave={save}
        onCancel={() => navigate('/customers')}
      />
    </Page>
  );
}
