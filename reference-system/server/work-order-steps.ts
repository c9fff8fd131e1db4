import { z } from 'zod';
import type { WorkOrderEvent } from './contract.ts';
import type { Handler, Handlers } from './call.ts';
import { bodyOf, callerOf, idOf, ok } from './call.ts';
import { ApiError, invalid, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { id, text, whole } from './fields.ts';
import { imageTypeOf } from './image-type.ts';
import { fieldsFor, pageOf, pageReply } from './page.ts';
import {
  lockWorkOrder,
  readWorkOrder,
  refuseClosed,
  refuseOthersJob,
  refuseStale,
  requireTechnician,
} from './work-order-rows.ts';

const version = whole('version', 1, 2_147_483_647).optional();
const assignBody = z.object({ technicianId: id('technicianId').nullable(), version });
const completeBody = z.object({
  signature: z.string('signature must be a PNG data URL').max(700_000, 'signature may have at most 500 kB'),
  signedBy: text('Signed by', 1, 200),
  version,
});

const signatureBytes = (dataUrl: string): Buffer => {
  const base64 = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)?.[1];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (imageTypeOf(bytes) !== 'image/png') throw invalid('signature', 'signature must be a PNG data URL');
  return bytes;
};

const assignWorkOrder: Handler = async (call) => {
  const workOrderId = idOf(call, 'work order');
  const body = bodyOf(call, assignBody);
  const before = await lockWorkOrder(call.db, workOrderId);
  refuseStale(before, body.version);
  refuseClosed(before);
  await requireTechnician(call.db, 'technicianId', body.technicianId);
  await call.db.query('update work_orders set assigned_to = $2, version = version + 1 where id = $1', [
    workOrderId,
    body.technicianId,
  ]);
  await recordEvent(call.db, workOrderId, callerOf(call).id, 'assigned', { technicianId: body.technicianId });
  return ok(await readWorkOrder(call.db, workOrderId));
};

const completeWorkOrder: Handler = async (call) => {
  const caller = callerOf(call);
  const workOrderId = idOf(call, 'work order');
  const body = bodyOf(call, completeBody);
  const signature = signatureBytes(body.signature);
  const before = await lockWorkOrder(call.db, workOrderId);
  refuseOthersJob(before, caller);
  refuseStale(before, body.version);
  refuseClosed(before);
  await call.db.query(
    `update work_orders set status = 'completed', completed_at = now(), signed_by = $2, signature_png = $3,
            version = version + 1
      where id = $1`,
    [workOrderId, body.signedBy, signature],
  );
  await recordEvent(call.db, workOrderId, caller.id, 'completed', { signedBy: body.signedBy });
  return ok(await readWorkOrder(call.db, workOrderId));
};

const getSignature: Handler = async (call) => {
  const found = await call.db.query<{ png: Buffer | null }>(
    'select signature_png as png from work_orders where id = $1',
    [idOf(call, 'work order')],
  );
  if (!found.rows[0]) throw notFound('work order');
  const png = found.rows[0].png;
  if (!png) throw new ApiError(404, 'not_signed', 'This job has no signature');
  return { status: 200, content: { type: 'image/png', body: png, bytes: png.length } };
};

const eventFields = fieldsFor<WorkOrderEvent>({
  id: true,
  kind: true,
  userName: true,
  detail: true,
  createdAt: true,
});

const listWorkOrderEvents: Handler = async (call) => {
  const page = pageOf(call, eventFields);
  const workOrderId = idOf(call, 'work order');
  await readWorkOrder(call.db, workOrderId);
  const total = await call.db.query<{ n: number }>(
    'select count(*) as n from work_order_events where work_order_id = $1',
    [workOrderId],
  );
  const found = await call.db.query<WorkOrderEvent>(
    `select e.id, e.kind, u.name as "userName", e.detail, e.created_at as "createdAt"
       from work_order_events e left join users u on u.id = e.user_id
      where e.work_order_id = $1 order by e.created_at desc, e.id desc limit $2 offset $3`,
    [workOrderId, page.pageSize, page.offset],
  );
  return pageReply(page, found.rows, total.rows[0]?.n ?? 0);
};

type StepRoute = 'assignWorkOrder' | 'completeWorkOrder' | 'getSignature' | 'listWorkOrderEvents';
export const workOrderStepHandlers: Handlers<StepRoute> = {
  assignWorkOrder,
  completeWorkOrder,
  getSignature,
  listWorkOrderEvents,
};
