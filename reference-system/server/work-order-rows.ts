import type { WorkOrder, WorkOrderStatus } from './contract.ts';
import type { Caller } from './call.ts';
import type { Database } from './database.ts';
import { ApiError, forbidden, invalid, notFound } from './errors.ts';
import { fieldsFor } from './page.ts';

/** The WorkOrder of the contract, from `work_orders w` joined as in `workOrderSource`. */
export const workOrderColumns = `w.id, w.number, w.title, w.description, w.customer_id as "customerId",
  c.name as "customerName", w.status, w.priority, w.assigned_to as "assignedTo", u.name as "assignedToName",
  w.scheduled_for as "scheduledFor", w.scheduled_slot as "scheduledSlot", w.signed_by as "signedBy",
  w.completed_at as "completedAt", w.version, w.created_at as "createdAt", w.updated_at as "updatedAt"`;

export const workOrderJoins = `join customers c on c.id = w.customer_id left join users u on u.id = w.assigned_to`;

export const workOrderFields = fieldsFor<WorkOrder>({
  id: true,
  number: true,
  title: true,
  description: true,
  customerId: true,
  customerName: true,
  status: true,
  priority: true,
  assignedTo: true,
  assignedToName: true,
  scheduledFor: true,
  scheduledSlot: true,
  signedBy: true,
  completedAt: true,
  version: true,
  createdAt: true,
  updatedAt: true,
});

export const readWorkOrder = async (db: Database, id: string): Promise<WorkOrder> => {
  const found = await db.query<WorkOrder>({
    name: 'read-work-order',
    text: `select ${workOrderColumns} from work_orders w ${workOrderJoins} where w.id = $1`,
    values: [id],
  });
  if (!found.rows[0]) throw notFound('work order');
  return found.rows[0];
};

/** The row, locked until the transaction ends, so that what is checked about it stays true. */
export const lockWorkOrder = async (db: Database, id: string): Promise<WorkOrder> => {
  const locked = await db.query('select from work_orders where id = $1 for update', [id]);
  if (locked.rowCount === 0) throw notFound('work order');
  return readWorkOrder(db, id);
};

/** 409 with the present state when the caller looked at an older one. */
export const refuseStale = (workOrder: WorkOrder, version: number | undefined): void => {
  if (version === undefined || version === workOrder.version) return;
  const message = `This job was changed meanwhile (expected version ${workOrder.version}, got ${version})`;
  throw new ApiError(409, 'version_conflict', message, { field: 'version', current: workOrder });
};

const closed: readonly WorkOrderStatus[] = ['completed', 'invoiced'];

export const refuseClosed = (workOrder: WorkOrder): void => {
  if (closed.includes(workOrder.status)) {
    throw new ApiError(409, 'work_order_closed', `This job is ${workOrder.status} and cannot be changed`, {
      current: workOrder,
    });
  }
};

/** A technician works on own and unassigned jobs only. */
export const refuseOthersJob = (workOrder: WorkOrder, caller: Caller): void => {
  if (caller.role === 'technician' && workOrder.assignedTo !== null && workOrder.assignedTo !== caller.id) {
    throw forbidden('This job is assigned to somebody else');
  }
};

/** A technician may take a job or give it back; others are assigned by the office. */
export const refuseAssigning = (caller: Caller, assignedTo: string | null | undefined): void => {
  if (
    caller.role === 'technician' &&
    assignedTo !== undefined &&
    assignedTo !== null &&
    assignedTo !== caller.id
  ) {
    throw forbidden('Only the office assigns jobs to others');
  }
};

/** 400 unless this is an active technician. */
export const requireTechnician = async (
  db: Database,
  field: string,
  userId: string | null | undefined,
): Promise<void> => {
  if (userId === null || userId === undefined) return;
  const found = await db.query(`select from users where id = $1 and role = 'technician' and active`, [
    userId,
  ]);
  if (found.rowCount === 0) throw invalid(field, `${field} must be the id of an active technician`);
};

/** 400 unless the customer exists. */
export const requireCustomer = async (db: Database, customerId: string | undefined): Promise<void> => {
  if (customerId === undefined) return;
  const found = await db.query('select from customers where id = $1', [customerId]);
  if (found.rowCount === 0) throw invalid('customerId', 'customerId must be the id of a customer');
};
