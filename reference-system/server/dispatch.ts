import { z } from 'zod';
import type { DispatchBoard, Technician, WorkOrder } from './contract.ts';
import type { Handler, Handlers } from './call.ts';
import { bodyOf, callerOf, ok, queryOf } from './call.ts';
import { invalid } from './errors.ts';
import { recordEvent } from './events.ts';
import { choice, date, id, slots, whole } from './fields.ts';
import {
  lockWorkOrder,
  readWorkOrder,
  refuseClosed,
  refuseStale,
  requireTechnician,
  workOrderColumns,
  workOrderJoins,
} from './work-order-rows.ts';

const moveBody = z.object({
  workOrderId: id('workOrderId'),
  technicianId: id('technicianId').nullable(),
  date: date('date').nullable(),
  slot: choice('slot', slots).nullable(),
  version: whole('version', 1, 2_147_483_647),
});

const boardOrder = 'order by w.scheduled_slot nulls last, w.created_at, w.id';

const getDispatchBoard: Handler = async (call) => {
  const day = queryOf(call, 'date', date('date'));
  if (!day) throw invalid('date', 'date is needed, such as 2026-01-05');
  const technicians = await call.db.query<Technician>(
    `select id, name from users where role = 'technician' and active and
       (on_board or id in (select assigned_to from work_orders where scheduled_for = $1)) order by name, id`,
    [day],
  );
  const jobs = await call.db.query<WorkOrder>(
    `select ${workOrderColumns} from work_orders w ${workOrderJoins} where w.scheduled_for = $1 ${boardOrder} limit 1000`,
    [day],
  );
  const waiting = await call.db.query<WorkOrder>(
    `select ${workOrderColumns} from work_orders w ${workOrderJoins}
      where w.assigned_to is null and w.scheduled_for is null and w.status = 'new' order by w.created_at, w.id limit 50`,
  );
  const board: DispatchBoard = {
    date: day,
    technicians: technicians.rows.map(({ id: technicianId, name }) => ({
      id: technicianId,
      name,
      jobs: jobs.rows.filter((job) => job.assignedTo === technicianId),
    })),
    unassigned: [...jobs.rows.filter((job) => job.assignedTo === null), ...waiting.rows],
  };
  return ok(board);
};

const moveJob: Handler = async (call) => {
  const body = bodyOf(call, moveBody);
  if (body.slot !== null && body.date === null) throw invalid('slot', 'slot needs a date');
  const before = await lockWorkOrder(call.db, body.workOrderId);
  refuseStale(before, body.version);
  refuseClosed(before);
  await requireTechnician(call.db, 'technicianId', body.technicianId);
  await call.db.query(
    `update work_orders set assigned_to = $2, scheduled_for = $3, scheduled_slot = $4, version = version + 1,
            status = case when status = 'in_progress' then status when $3::date is null then 'new' else 'scheduled' end
      where id = $1`,
    [body.workOrderId, body.technicianId, body.date, body.slot],
  );
  const { technicianId, date: day, slot } = body;
  await recordEvent(call.db, body.workOrderId, callerOf(call).id, 'moved', { technicianId, date: day, slot });
  return ok(await readWorkOrder(call.db, body.workOrderId));
};

export const dispatchHandlers: Handlers<'getDispatchBoard' | 'moveJob'> = { getDispatchBoard, moveJob };
