import { z } from 'zod';
import type { Invoice, InvoiceLine, InvoiceWithLines } from './contract.ts';
import type { Handler, Handlers } from './call.ts';
import { sendToBookkeeping } from './bookkeeping.ts';
import { bodyOf, callerOf, created, idOf, noContent, ok } from './call.ts';
import type { Database } from './database.ts';
import { ApiError, invalid, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { id } from './fields.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import { lockWorkOrder } from './work-order-rows.ts';

/** Per hour, in cents. */
export const labourRateCents = 6_800;

const invoiceBody = z.object({ workOrderId: id('workOrderId') });

const columns = `v.id, v.number, v.work_order_id as "workOrderId", w.number as "workOrderNumber",
  v.customer_id as "customerId", c.name as "customerName", v.total_cents as "totalCents", v.created_at as "createdAt"`;
const joins = 'join work_orders w on w.id = v.work_order_id join customers c on c.id = v.customer_id';
const fields = fieldsFor<Invoice>({
  id: true,
  number: true,
  workOrderId: true,
  workOrderNumber: true,
  customerId: true,
  customerName: true,
  totalCents: true,
  createdAt: true,
});

const readInvoice = async (db: Database, invoiceId: string): Promise<InvoiceWithLines> => {
  const found = await db.query<Invoice>(`select ${columns} from invoices v ${joins} where v.id = $1`, [
    invoiceId,
  ]);
  const invoice = found.rows[0];
  if (!invoice) throw notFound('invoice');
  const lines = await db.query<InvoiceLine>(
    `select id, kind, description, quantity, unit_price_cents as "unitPriceCents", total_cents as "totalCents"
       from invoice_lines where invoice_id = $1 order by position`,
    [invoiceId],
  );
  return { ...invoice, lines: lines.rows };
};

type NewLine = Omit<InvoiceLine, 'id'>;

/** What the minutes cost: whole cents, half a cent rounds up. */
export const labourLine = (minutes: number): NewLine => ({
  kind: 'labour',
  description: `Labour, ${minutes} minutes`,
  quantity: minutes,
  unitPriceCents: labourRateCents,
  totalCents: Math.round((minutes * labourRateCents) / 60),
});

const linesOf = async (db: Database, workOrderId: string): Promise<NewLine[]> => {
  const time = await db.query<{ minutes: number }>(
    'select coalesce(sum(minutes), 0)::int8 as minutes from time_entries where work_order_id = $1',
    [workOrderId],
  );
  const parts = await db.query<{ name: string; quantity: number; unitPriceCents: number }>(
    `select i.name, -sum(l.delta)::int8 as quantity, i.unit_price_cents as "unitPriceCents"
       from stock_ledger l join items i on i.id = l.item_id
      where l.work_order_id = $1 group by i.id having sum(l.delta) < 0 order by i.name, i.id`,
    [workOrderId],
  );
  const minutes = time.rows[0]?.minutes ?? 0;
  const partLines = parts.rows.map(({ name, quantity, unitPriceCents }): NewLine => {
    return {
      kind: 'part',
      description: name,
      quantity,
      unitPriceCents,
      totalCents: quantity * unitPriceCents,
    };
  });
  return [...(minutes > 0 ? [labourLine(minutes)] : []), ...partLines];
};

const insertInvoice = async (
  db: Database,
  workOrder: { id: string; customerId: string },
  userId: string,
): Promise<string> => {
  const lines = await linesOf(db, workOrder.id);
  const totalCents = lines.reduce((sum, line) => sum + line.totalCents, 0);
  const inserted = await db.query<{ id: string }>(
    'insert into invoices (work_order_id, customer_id, total_cents, created_by) values ($1, $2, $3, $4) returning id',
    [workOrder.id, workOrder.customerId, totalCents, userId],
  );
  const invoiceId = inserted.rows[0]?.id ?? '';
  for (const [index, line] of lines.entries()) {
    await db.query(
      `insert into invoice_lines (invoice_id, position, kind, description, quantity, unit_price_cents, total_cents)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        invoiceId,
        index + 1,
        line.kind,
        line.description,
        line.quantity,
        line.unitPriceCents,
        line.totalCents,
      ],
    );
  }
  return invoiceId;
};

const createInvoice: Handler = async (call) => {
  const caller = callerOf(call);
  const { workOrderId } = bodyOf(call, invoiceBody);
  const workOrder = await lockWorkOrder(call.db, workOrderId).catch((error: unknown) => {
    throw error instanceof ApiError && error.status === 404
      ? invalid('workOrderId', 'workOrderId must be the id of a work order')
      : error;
  });
  if (workOrder.status !== 'completed') {
    const message =
      workOrder.status === 'invoiced'
        ? 'This job is invoiced already'
        : 'Only a completed job can be invoiced';
    throw new ApiError(409, workOrder.status === 'invoiced' ? 'already_invoiced' : 'not_completed', message);
  }
  const invoiceId = await insertInvoice(call.db, workOrder, caller.id);
  await call.db.query(`update work_orders set status = 'invoiced', version = version + 1 where id = $1`, [
    workOrderId,
  ]);
  await recordEvent(call.db, workOrderId, caller.id, 'invoiced', { invoiceId });
  return created(await readInvoice(call.db, invoiceId));
};

const listInvoices: Handler = async (call) => {
  const page = pageOf(call, fields);
  const total = await call.db.query<{ n: number }>('select count(*) as n from invoices');
  const found = await call.db.query<Invoice>(
    `select ${columns} from (select id from invoices order by created_at desc, id desc limit $1 offset $2) as chosen
       join invoices v using (id) ${joins} order by v.created_at desc, v.id desc`,
    [page.pageSize, page.offset],
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

export const invoiceHandlers: Handlers<'listInvoices' | 'createInvoice' | 'getInvoice' | 'sendInvoice'> = {
  listInvoices,
  createInvoice,
  getInvoice: async (call) => ok(await readInvoice(call.db, idOf(call, 'invoice'))),
  sendInvoice: async (call) => {
    const invoice = await readInvoice(call.db, idOf(call, 'invoice'));
    await sendToBookkeeping(call.config.BOOKKEEPING_URL, invoice);
    return noContent();
  },
};
