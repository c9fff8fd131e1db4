import type { WorkOrderEvent } from './contract.ts';
import type { Database } from './database.ts';

/** Writes down who did what to a work order, in the transaction that did it. */
export const recordEvent = async (
  db: Database,
  workOrderId: string,
  userId: string,
  kind: WorkOrderEvent['kind'],
  detail: Record<string, unknown> = {},
): Promise<void> => {
  await db.query(
    'insert into work_order_events (work_order_id, user_id, kind, detail) values ($1, $2, $3, $4)',
    [workOrderId, userId, kind, JSON.stringify(detail)],
  );
};
