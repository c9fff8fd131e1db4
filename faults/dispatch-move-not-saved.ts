import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const dispatchMoveNotSaved = {
  id: 'dispatch-move-not-saved',
  at: 'database',
  what: 'a moved job falls back to where it was, silently',
  turnsRed: ['task.confirmed/dispatch.move'],
  bystander: 'task.confirmed/time.enter',
  plant: bySql(
    `create function fall_back() returns trigger language plpgsql as $$ begin new.assigned_to := old.assigned_to; new.scheduled_slot := old.scheduled_slot; return new; end $$`,
    `create trigger zz_fall_back before update on work_orders for each row when (old.title like 'Move %') execute function fall_back()`,
  ),
} as const satisfies Fault;
