import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const stockOutOfBalance = {
  id: 'stock-out-of-balance',
  at: 'database',
  what: 'an adjustment is booked and the stock does not move',
  turnsRed: ['task.confirmed/stock.adjust'],
  bystander: 'task.confirmed/time.enter',
  plant: bySql(
    `create function stand_still() returns trigger language plpgsql as $$ begin new.on_hand := old.on_hand; return new; end $$`,
    `create trigger zz_stand_still before update on items for each row execute function stand_still()`,
  ),
} as const satisfies Fault;
