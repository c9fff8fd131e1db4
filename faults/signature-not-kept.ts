import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const signatureNotKept = {
  id: 'signature-not-kept',
  at: 'database',
  what: 'a job is completed, and the drawn signature is not kept',
  turnsRed: ['task.confirmed/work-order.complete'],
  bystander: 'task.confirmed/work-order.edit',
  plant: bySql(
    `create function drop_signature() returns trigger language plpgsql as $$ begin new.signature_png := '\\x00'; return new; end $$`,
    `create trigger zz_drop_signature before update on work_orders for each row when (new.status = 'completed' and old.status <> 'completed') execute function drop_signature()`,
  ),
} as const satisfies Fault;
