import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const usedPartsBookedOnce = {
  id: 'used-parts-booked-once',
  at: 'database',
  what: 'of several parts that a job used, one leaves the stock',
  turnsRed: ['task.confirmed/part.use'],
  bystander: 'task.confirmed/customer.create',
  plant: bySql(
    `create function book_once() returns trigger language plpgsql as $$ begin new.delta := -1; return new; end $$`,
    `create trigger zz_book_once before insert on stock_ledger for each row when (new.work_order_id is not null and new.delta < -1) execute function book_once()`,
  ),
} as const satisfies Fault;
