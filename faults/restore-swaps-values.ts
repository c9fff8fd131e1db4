import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreSwapsValues = {
  id: 'restore-swaps-values',
  at: 'command',
  what: 'two restored time entries have each other’s minutes',
  turnsRed: ['restore.rows-equal'],
  bystander: 'restore.structure-equal',
  plantInRestored: inRestoredSql(
    `with two as (
      (select id, minutes from time_entries order by minutes, id limit 1)
      union all (select id, minutes from time_entries order by minutes desc, id limit 1)
    ) update time_entries set minutes = (select sum(minutes) from two) - minutes where id in (select id from two)`,
  ),
} as const satisfies Fault;
