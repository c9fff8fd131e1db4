import { z } from 'zod';
import type { Handler, Handlers } from './call.ts';
import { bodyOf, callerOf, created, idOf, ok } from './call.ts';
import { invalid } from './errors.ts';
import { recordEvent } from './events.ts';
import { choice, date, id, priorities, slots, text, whole } from './fields.ts';
import { listWorkOrders } from './work-order-list.ts';
import {
  lockWorkOrder,
  readWorkOrder,
  refuseAssigning,
  refuseClosed,
  refuseOthersJob,
  refuseStale,
  requireCustomer,
  requireTechnician,
} from './work-order-rows.ts';

const createBody = z.object({
  title: text('Title', 1, 200),
  customerId: id('customerId'),
  description: text('Description', 0, 5000).optional(),
  priority: choice('priority', priorities).optional(),
  scheduledFor: date('scheduledFor').nullable().optional(),
  scheduledSlot: choice('scheduledSlot', slots).nullable().optional(),
  assignedTo: id('assignedTo').nullable().optional(),
});
const updateBody = createBody.partial().extend({
  version: whole('version', 1, 2_147_483_647),
  status: choice('status', ['new', 'scheduled', 'in_progress'] as const).optional(),
});

const requireDateForSlot = (scheduledFor: string | null, slot: string | null): void => {
  if (slot !== null && scheduledFor === null)
    throw invalid('scheduledSlot', 'scheduledSlot needs a date in scheduledFor');
};

const createWorkOrder: Handler = async (call) => {
  const caller = callerOf(call);
  const body = bodyOf(call, createBody);
  const scheduledFor = body.scheduledFor ?? null;
  requireDateForSlot(scheduledFor, body.scheduledSlot ?? null);
  refuseAssigning(caller, body.assignedTo);
  await requireTechnician(call.db, 'assignedTo', body.assignedTo);
  await requireCustomer(call.db, body.customerId);
  const inserted = await call.db.query<{ id: string }>(
    `insert into work_orders
       (title, description, customer_id, status, priority, assigned_to, scheduled_for, scheduled_slot, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      body.title,
      body.description ?? '',
      body.customerId,
      scheduledFor === null ? 'new' : 'scheduled',
      body.priority ?? 'normal',
      body.assignedTo ?? null,
      scheduledFor,
      body.scheduledSlot ?? null,
      caller.id,
    ],
  );
  const workOrderId = inserted.rows[0]?.id ?? '';
  await recordEvent(call.db, workOrderId, caller.id, 'created');
  return created(await readWorkOrder(call.db, workOrderId));
};

const updateWorkOrder: Handler = async (call) => {
  const caller = callerOf(call);
  const workOrderId = idOf(call, 'work order');
  const body = bodyOf(call, updateBody);
  const before = await lockWorkOrder(call.db, workOrderId);
  refuseOthersJob(before, caller);
  refuseStale(before, body.version);
  refuseClosed(before);
  refuseAssigning(caller, body.assignedTo);
  if (body.assignedTo !== before.assignedTo) await requireTechnician(call.db, 'assignedTo', body.assignedTo);
  await requireCustomer(call.db, body.customerId);
  const after = { ...before, ...withoutUndefined(body) };
  if (body.scheduledFor === null && body.scheduledSlot === undefined) after.scheduledSlot = null;
  requireDateForSlot(after.scheduledFor, after.scheduledSlot);
  // A date makes a new job a scheduled one, unless the status was named.
  if (body.status === undefined && before.status === 'new' && after.scheduledFor !== null)
    after.status = 'scheduled';
  await call.db.query(
    `update work_orders set title = $2, description = $3, customer_id = $4, status = $5, priority = $6,
            assigned_to = $7, scheduled_for = $8, scheduled_slot = $9, version = version + 1
      where id = $1`,
    [
      workOrderId,
      after.title,
      after.description,
      after.customerId,
      after.status,
      after.priority,
      after.assignedTo,
      after.scheduledFor,
      after.scheduledSlot,
    ],
  );
  const changed = Object.keys(withoutUndefined(body)).filter((name) => name !== 'version');
  await recordEvent(call.db, workOrderId, caller.id, 'updated', { changed });
  return ok(await readWorkOrder(call.db, workOrderId));
};

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;

export const workOrderHandlers: Handlers<
  'listWorkOrders' | 'createWorkOrder' | 'getWorkOrder' | 'updateWorkOrder'
> = {
  listWorkOrders,
  createWorkOrder,
  getWorkOrder: async (call) => ok(await readWorkOrder(call.db, idOf(call, 'work order'))),
  updateWorkOrder,
};
