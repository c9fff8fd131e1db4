import type { InvoiceWithLines } from '../api/types.ts';
import { momentText } from '../parts/dates.ts';
import { moneyText } from '../parts/money.ts';
import { LoadFailure, Loading } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { minutesText } from '../parts/dates.ts';
import { useResource } from '../parts/resource.ts';
import type { PageProps } from '../routing/routes.tsx';

export function InvoicePage({ parameters }: PageProps) {
  const loaded = useResource<InvoiceWithLines>(`/api/invoices/${parameters['id']}`);
  const invoice = loaded.data;
  if (!invoice) {
    return (
      <Page title="Invoice">
        {loaded.error ? (
          <LoadFailure error={loaded.error} onRetry={() => void loaded.reload()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page title={`Invoice ${invoice.number}`}>
      <section class="card stack" aria-label="Invoice">
        <dl class="facts">
          <div>
            <dt>Customer</dt>
            <dd>
              <a href={`/customers/${invoice.customerId}`}>{invoice.customerName}</a>
            </dd>
          </div>
          <div>
            <dt>Job</dt>
            <dd>
              <a href={`/work-orders/${invoice.workOrderId}`}>{invoice.workOrderNumber}</a>
            </dd>
          </div>
          <div>
            <dt>Made</dt>
            <dd>{momentText(invoice.createdAt)}</dd>
          </div>
        </dl>
        <Lines invoice={invoice} />
      </section>
    </Page>
  );
}

function Lines({ invoice }: { invoice: InvoiceWithLines }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" class="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.description}
              <div class="muted small">
                {line.kind === 'labour'
                  ? `${minutesText(line.quantity)} at ${moneyText(line.unitPriceCents)} an hour`
                  : `${line.quantity} at ${moneyText(line.unitPriceCents)}`}
              </div>
            </td>
            <td class="number">{moneyText(line.totalCents)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td class="number">{moneyText(invoice.totalCents)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
