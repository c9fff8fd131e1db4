import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreLosesNewestRows = {
  id: 'restore-loses-newest-rows',
  at: 'command',
  what: 'the restore leaves out the customers of the last hour',
  turnsRed: ['restore.point'],
  bystander: 'backup.taken',
  plantInRestored: inRestoredSql(
    `delete from customers c where created_at > now() - interval '1 hour' and not exists (select from work_orders where customer_id = c.id)`,
  ),
} as const satisfies Fault;
