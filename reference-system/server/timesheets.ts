import { z } from 'zod';
import type { TimeEntry } from './contract.ts';
import type { Call, Handler, Handlers } from './call.ts';
import { bodyOf, callerOf, created, queryOf } from './call.ts';
import { ApiError, forbidden, invalid } from './errors.ts';
import { date, id, text, whole } from './fields.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import { where } from './where.ts';

const columns = `t.id, t.work_order_id as "workOrderId", w.number as "workOrderNumber", w.title as "workOrderTitle",
  t.user_id as "userId", u.name as "userName", t.work_date as "date", t.minutes, t.note, t.created_at as "createdAt"`;
const fields = fieldsFor<TimeEntry>({
  id: true,
  workOrderId: true,
  workOrderNumber: true,
  workOrderTitle: true,
  userId: true,
  userName: true,
  date: true,
  minutes: true,
  note: true,
  createdAt: true,
});

const entryBody = z.object({
  workOrderId: id('workOrderId'),
  date: date('date'),
  minutes: whole('minutes', 1, 1440),
  note: text('Note', 0, 500).optional(),
});

/** A technician sees own entries only; asking for another's is refused rather than answered with nothing. */
const visibleUser = (call: Call): string | undefined => {
  const caller = callerOf(call);
  const asked = queryOf(call, 'userId', id('userId'));
  if (caller.role !== 'technician') return asked;
  if (asked !== undefined && asked !== caller.id) throw forbidden('You may see your own time only');
  return caller.id;
};

const listTimeEntries: Handler = async (call) => {
  const page = pageOf(call, fields);
  const filter = where();
  const userId = visibleUser(call);
  if (userId) filter.and('t.user_id = $?', userId);
  const workOrderId = queryOf(call, 'workOrderId', id('workOrderId'));
  if (workOrderId) filter.and('t.work_order_id = $?', workOrderId);
  const total = await call.db.query<{ n: number }>(
    `select count(*) as n from time_entries t${filter.sql()}`,
    [...filter.values],
  );
  const found = await call.db.query<TimeEntry>(
    `select ${columns}
       from (select id from time_entries t${filter.sql()} order by t.work_date desc, t.created_at desc, t.id desc
              limit ${filter.placeholder(page.pageSize)} offset ${filter.placeholder(page.offset)}) as chosen
       join time_entries t using (id) join work_orders w on w.id = t.work_order_id join users u on u.id = t.user_id
      order by t.work_date desc, t.created_at desc, t.id desc`,
    filter.values,
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

const createTimeEntry: Handler = async (call) => {
  const body = bodyOf(call, entryBody);
  const workOrder = await call.db.query<{ status: string }>(
    'select status from work_orders where id = $1 for share',
    [body.workOrderId],
  );
  const status = workOrder.rows[0]?.status;
  if (status === undefined) throw invalid('workOrderId', 'workOrderId must be the id of a work order');
  if (status === 'invoiced')
    throw new ApiError(409, 'work_order_closed', 'This job is invoiced and takes no more time');
  const inserted = await call.db.query<TimeEntry>(
    `with t as (insert into time_entries (work_order_id, user_id, work_date, minutes, note)
       values ($1, $2, $3, $4, $5) returning *)
     select ${columns} from t join work_orders w on w.id = t.work_order_id join users u on u.id = t.user_id`,
    [body.workOrderId, callerOf(call).id, body.date, body.minutes, body.note ?? ''],
  );
  return created(inserted.rows[0]);
};

export const timesheetHandlers: Handlers<'listTimeEntries' | 'createTimeEntry'> = {
  listTimeEntries,
  createTimeEntry,
};
