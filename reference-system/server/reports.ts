import writeXlsxFile from 'write-excel-file/node';
import type { Dashboard, ReportSummary, WorkOrderStatus } from './contract.ts';
import type { Call, Handlers } from './call.ts';
import { ok, queryOf } from './call.ts';
import type { Database } from './database.ts';
import { invalid } from './errors.ts';
import { date, statuses } from './fields.ts';

type Period = Pick<ReportSummary, 'from' | 'to'>;

const periodOf = (call: Call): Period => {
  const from = queryOf(call, 'from', date('from')) ?? null;
  const to = queryOf(call, 'to', date('to')) ?? null;
  if (from && to && from > to) throw invalid('to', 'to must not lie before from');
  return { from, to };
};

const within = (column: string): string =>
  `($1::date is null or ${column} >= $1::date::timestamp at time zone 'UTC') and
   ($2::date is null or ${column} < ($2::date + 1)::timestamp at time zone 'UTC')`;

const countByStatus = async (
  db: Database,
  { from, to }: Period,
): Promise<Record<WorkOrderStatus, number>> => {
  const found =
    from === null && to === null
      ? await db.query<{ status: WorkOrderStatus; n: number }>(
          'select status, sum(n)::int8 as n from work_order_counts group by status',
        )
      : await db.query<{ status: WorkOrderStatus; n: number }>(
          `select status, count(*) as n from work_orders where ${within('created_at')} group by status`,
          [from, to],
        );
  const counts = new Map(found.rows.map(({ status, n }) => [status, n]));
  return Object.fromEntries(statuses.map((status) => [status, counts.get(status) ?? 0])) as Record<
    WorkOrderStatus,
    number
  >;
};

const sumsOf = async (
  db: Database,
  { from, to }: Period,
): Promise<Pick<ReportSummary, 'minutesWorked' | 'partsUsed' | 'invoicedCents'>> => {
  const found = await db.query<{ minutesWorked: number; partsUsed: number; invoicedCents: number }>(
    `select
       (select coalesce(sum(minutes), 0)::int8 from time_entries
         where ($1::date is null or work_date >= $1) and ($2::date is null or work_date <= $2)) as "minutesWorked",
       (select coalesce(-sum(delta), 0)::int8 from stock_ledger
         where work_order_id is not null and ${within('created_at')}) as "partsUsed",
       (select coalesce(sum(total_cents), 0)::int8 from invoices where ${within('created_at')}) as "invoicedCents"`,
    [from, to],
  );
  return found.rows[0] ?? { minutesWorked: 0, partsUsed: 0, invoicedCents: 0 };
};

const lowStockItems = async (db: Database): Promise<number> => {
  const found = await db.query<{ n: number }>(
    'select count(*) as n from items where on_hand <= reorder_level',
  );
  return found.rows[0]?.n ?? 0;
};

const summaryOf = async (call: Call): Promise<ReportSummary> => {
  const period = periodOf(call);
  const [workOrdersByStatus, sums, low] = await Promise.all([
    countByStatus(call.db, period),
    sumsOf(call.db, period),
    lowStockItems(call.db),
  ]);
  const openWorkOrders =
    workOrdersByStatus.new + workOrdersByStatus.scheduled + workOrdersByStatus.in_progress;
  return { ...period, workOrdersByStatus, ...sums, openWorkOrders, lowStockItems: low };
};

const statusNames: Record<WorkOrderStatus, string> = {
  new: 'New',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  completed: 'Completed',
  invoiced: 'Invoiced',
};

const workbookOf = async (summary: ReportSummary): Promise<Buffer> => {
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
  const row = (name: string, value: number) => [{ value: name }, { type: Number, value }];
  const rows = [
    [bold('Figure'), bold('Value')],
    [{ value: 'From' }, { value: summary.from ?? 'the beginning' }],
    [{ value: 'To' }, { value: summary.to ?? 'today' }],
    ...statuses.map((status) =>
      row(`Work orders: ${statusNames[status]}`, summary.workOrdersByStatus[status]),
    ),
    row('Open work orders', summary.openWorkOrders),
    row('Minutes worked', summary.minutesWorked),
    row('Parts used', summary.partsUsed),
    row('Invoiced (cents)', summary.invoicedCents),
    row('Items low in stock', summary.lowStockItems),
  ];
  return writeXlsxFile(rows, { sheet: 'Summary', columns: [{ width: 30 }, { width: 18 }] }).toBuffer();
};

const dashboardOf = async (db: Database): Promise<Dashboard> => {
  const found = await db.query<Omit<Dashboard, 'lowStockItems'>>(
    `select
       (select coalesce(sum(n), 0)::int8 from work_order_counts where status in ('new', 'scheduled', 'in_progress')) as "openWorkOrders",
       (select count(*) from work_orders where assigned_to is null and status in ('new', 'scheduled', 'in_progress')) as "unassignedWorkOrders",
       (select count(*) from work_orders where scheduled_for = (now() at time zone 'UTC')::date) as "scheduledToday",
       (select coalesce(sum(n), 0)::int8 from work_order_counts where status = 'completed') as "completedNotInvoiced"`,
  );
  const figures = found.rows[0] ?? {
    openWorkOrders: 0,
    unassignedWorkOrders: 0,
    scheduledToday: 0,
    completedNotInvoiced: 0,
  };
  return { ...figures, lowStockItems: await lowStockItems(db) };
};

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const reportHandlers: Handlers<'getReportSummary' | 'getReportWorkbook' | 'getDashboard'> = {
  getReportSummary: async (call) => ok(await summaryOf(call)),
  getReportWorkbook: async (call) => {
    const body = await workbookOf(await summaryOf(call));
    const disposition = 'attachment; filename="fieldbook-summary.xlsx"';
    return { status: 200, content: { type: xlsx, body, bytes: body.length, disposition } };
  },
  getDashboard: async (call) => ok(await dashboardOf(call.db)),
};
