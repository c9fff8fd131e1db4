import { useState } from 'preact/hooks';
import { getBlob } from '../api/client.ts';
import type { ReportSummary, WorkOrderStatus } from '../api/types.ts';
import { minutesText } from '../parts/dates.ts';
import { TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { moneyText } from '../parts/money.ts';
import { ErrorNote } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { useResource } from '../parts/resource.ts';
import { statusNames } from '../parts/status-tag.tsx';

export function ReportsPage() {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const period = new URLSearchParams({ ...(from && { from }), ...(to && { to }) }).toString();
  const query = period === '' ? '' : `?${period}`;
  const summary = useResource<ReportSummary>(`/api/reports/summary${query}`);
  return (
    <Page
      title="Reports"
      actions={
        <>
          <ExportLink path={`/api/reports/summary.xlsx${query}`} name="Export to Excel" />
          <ExportLink path={`/api/reports/hours.csv${query}`} name="Export hours" />
        </>
      }
    >
      <div class="filters">
        <TextField label="From" type="date" value={from} onValue={setFrom} />
        <TextField label="To" type="date" value={to} onValue={setTo} />
      </div>
      <Loaded from={summary}>{(figures) => <Figures figures={figures} />}</Loaded>
    </Page>
  );
}

function Figures({ figures }: { figures: ReportSummary }) {
  const shown: { name: string; figure: string; value: number; text: string }[] = [
    figure('Open jobs', 'openWorkOrders', figures.openWorkOrders),
    figure('Time worked', 'minutesWorked', figures.minutesWorked, minutesText(figures.minutesWorked)),
    figure('Parts used', 'partsUsed', figures.partsUsed),
    figure('Invoiced', 'invoicedCents', figures.invoicedCents, moneyText(figures.invoicedCents)),
    figure('Low stock items', 'lowStockItems', figures.lowStockItems),
  ];
  const byStatus = Object.entries(figures.workOrdersByStatus) as [WorkOrderStatus, number][];
  return (
    <>
      <dl class="figures">
        {shown.map((one) => (
          <FigureCell key={one.figure} {...one} />
        ))}
      </dl>
      <section class="stack" aria-label="Jobs by status">
        <h2>Jobs by status</h2>
        <dl class="figures">
          {byStatus.map(([status, value]) => (
            <FigureCell
              key={status}
              {...figure(statusNames[status], `workOrdersByStatus.${status}`, value)}
            />
          ))}
        </dl>
      </section>
    </>
  );
}

function figure(name: string, id: string, value: number, text = value.toLocaleString('en-GB')) {
  return { name, figure: id, value, text };
}

/** `data-value` carries the API's own number, so that a figure can be compared without reading its format. */
function FigureCell(cell: { name: string; figure: string; value: number; text: string }) {
  return (
    <div>
      <dt>{cell.name}</dt>
      <dd data-figure={cell.figure} data-value={cell.value}>
        {cell.text}
      </dd>
    </div>
  );
}

/** The file is fetched with the session's token, which a plain link would not carry. */
function ExportLink({ path, name }: { path: string; name: string }) {
  const [error, setError] = useState<unknown>();
  const download = async () => {
    setError(undefined);
    try {
      const url = URL.createObjectURL(await getBlob(path));
      const link = Object.assign(document.createElement('a'), {
        href: url,
        download: `fieldbook-${new URL(path, location.href).pathname.split('/').at(-1)}`,
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      <a
        class="button"
        href={path}
        onClick={(event) => {
          event.preventDefault();
          void download();
        }}
      >
        <Icon name="reports" /> {name}
      </a>
      <ErrorNote error={error} />
    </>
  );
}
