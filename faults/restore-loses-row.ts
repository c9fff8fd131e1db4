import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreLosesRow = {
  id: 'restore-loses-row',
  at: 'command',
  what: 'the restore leaves out one time entry',
  turnsRed: ['restore.rows-equal'],
  bystander: 'restore.structure-equal',
  plantInRestored: inRestoredSql(
    'delete from time_entries where id in (select id from time_entries order by id limit 1)',
  ),
} as const satisfies Fault;
