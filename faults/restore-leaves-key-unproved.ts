import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreLeavesKeyUnproved = {
  id: 'restore-leaves-key-unproved',
  at: 'command',
  what: 'one foreign key of the restored database was never proved on its rows',
  turnsRed: ['restore.structure-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredSql(
    'alter table photos drop constraint photos_work_order_id_fkey, add constraint photos_work_order_id_fkey foreign key (work_order_id) references work_orders (id) not valid',
  ),
} as const satisfies Fault;
