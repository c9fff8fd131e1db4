import { useState } from 'preact/hooks';
import { sendJson } from '../api/client.ts';
import type { Invoice, InvoiceWithLines } from '../api/types.ts';
import { Combobox, type Choice } from '../parts/combobox.tsx';
import { momentText } from '../parts/dates.ts';
import { findCompletedJobs } from '../parts/find-choices.ts';
import { moneyText } from '../parts/money.ts';
import { ErrorNote } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { showToast } from '../parts/toast-store.ts';
import { navigate } from '../routing/location.ts';
import { SearchList } from './search-list.tsx';

export function InvoicesPage() {
  return (
    <Page title="Invoices">
      <section class="card stack" aria-label="New invoice">
        <h2>New invoice</h2>
        <NewInvoice />
      </section>
      <SearchList<Invoice>
        list="/api/invoices"
        pathname="/invoices"
        empty="No invoice yet. Choose a completed job above."
        icon="invoices"
        row={(invoice) => (
          <li key={invoice.id}>
            <a class="list-row" href={`/invoices/${invoice.id}`}>
              <span class="title">{invoice.customerName}</span>
              <strong class="side figure">{moneyText(invoice.totalCents)}</strong>
              <span class="meta">
                <span class="mono">{invoice.number}</span>
                <span class="mono">{invoice.workOrderNumber}</span>
                <span>{momentText(invoice.createdAt)}</span>
              </span>
            </a>
          </li>
        )}
      />
    </Page>
  );
}

/** Needs a connection: an invoice is a document of the office, never one that waits on a phone. */
function NewInvoice() {
  const [job, setJob] = useState<Choice | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const create = async (event: Event) => {
    event.preventDefault();
    if (!job) return;
    setBusy(true);
    setError(undefined);
    try {
      const invoice = await sendJson<InvoiceWithLines>({
        method: 'POST',
        path: '/api/invoices',
        body: { workOrderId: job.id },
        idempotencyKey: crypto.randomUUID(),
      });
      showToast('Saved');
      navigate(`/invoices/${invoice.id}`);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <form class="form inline" onSubmit={(event) => void create(event)}>
      <Combobox label="Completed job" chosen={job} onChoose={setJob} find={findCompletedJobs} required />
      <button type="submit" class="button primary" disabled={busy}>
        Create invoice
      </button>
      <ErrorNote error={error} />
    </form>
  );
}
