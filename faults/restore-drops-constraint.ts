import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreDropsConstraint = {
  id: 'restore-drops-constraint',
  at: 'command',
  what: 'the restored database lacks one foreign key',
  turnsRed: ['restore.structure-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredSql('alter table photos drop constraint photos_work_order_id_fkey'),
} as const satisfies Fault;
