import { z } from 'zod';
import type { WorkOrder } from './contract.ts';
import type { Call, Handler } from './call.ts';
import { callerOf, queryOf } from './call.ts';
import { choice, date, id, statuses, text } from './fields.ts';
import { pageOf, pageReply } from './page.ts';
import { searchWords } from './search-words.ts';
import type { Where } from './where.ts';
import { where } from './where.ts';
import { workOrderColumns, workOrderFields, workOrderJoins } from './work-order-rows.ts';

const assignee = z.union(
  [z.literal(['me', 'none']), id('assignedTo')],
  'assignedTo must be me, none or the id of a user',
);

const addAssignee = (filter: Where, call: Call): void => {
  const assignedTo = queryOf(call, 'assignedTo', assignee);
  if (assignedTo === undefined) return;
  if (assignedTo === 'none') filter.andPlain('w.assigned_to is null');
  else filter.and('w.assigned_to = $?', assignedTo === 'me' ? callerOf(call).id : assignedTo);
};

const filterOf = (call: Call): { filter: Where; onlyStatus: string | null | undefined } => {
  const filter = where();
  addAssignee(filter, call);
  const customerId = queryOf(call, 'customerId', id('customerId'));
  if (customerId) filter.and('w.customer_id = $?', customerId);
  const scheduledFor = queryOf(call, 'scheduledFor', date('scheduledFor'));
  if (scheduledFor) filter.and('w.scheduled_for = $?', scheduledFor);
  const words = searchWords(queryOf(call, 'q', text('q', 0, 200)) ?? '');
  if (words) {
    // Two indexes joined by "or": the job's own words, and the jobs of customers with these words.
    filter.and(
      `(w.search @@ to_tsquery('simple', $?) or
        w.customer_id = any (array(select id from customers where search @@ to_tsquery('simple', $?) limit 1000)))`,
      words,
    );
  }
  const filteredOtherwise = filter.values.length > 0 || filter.sql() !== '';
  const status = queryOf(call, 'status', choice('status', statuses));
  if (status) filter.and('w.status = $?', status);
  return { filter, onlyStatus: filteredOtherwise ? undefined : (status ?? null) };
};

/** Kept counts answer the whole list and one status at once; other filters are narrow enough to be counted. */
const countOf = async (call: Call, filter: Where, onlyStatus: string | null | undefined): Promise<number> => {
  const counted =
    onlyStatus === undefined
      ? await call.db.query<{ n: number }>(`select count(*) as n from work_orders w${filter.sql()}`, [
          ...filter.values,
        ])
      : await call.db.query<{ n: number }>(
          'select coalesce(sum(n), 0)::int8 as n from work_order_counts where $1::text is null or status = $1',
          [onlyStatus],
        );
  return counted.rows[0]?.n ?? 0;
};

/** Newest first. The page's ids are found in the index before anything is joined, so a late page stays cheap. */
export const listWorkOrders: Handler = async (call) => {
  const page = pageOf(call, workOrderFields);
  const { filter, onlyStatus } = filterOf(call);
  const total = await countOf(call, filter, onlyStatus);
  const found = await call.db.query<WorkOrder>(
    `select ${workOrderColumns}
       from (select id from work_orders w${filter.sql()} order by w.created_at desc, w.id desc
              limit ${filter.placeholder(page.pageSize)} offset ${filter.placeholder(page.offset)}) as chosen
       join work_orders w using (id) ${workOrderJoins}
      order by w.created_at desc, w.id desc`,
    filter.values,
  );
  return pageReply(page, found.rows, total);
};
