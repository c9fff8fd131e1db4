import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const invoiceOutOfBalance = {
  id: 'invoice-out-of-balance',
  at: 'database',
  what: 'an invoice asks for a cent more than its lines come to',
  turnsRed: ['task.confirmed/invoice.create'],
  bystander: 'task.confirmed/customer.create',
  plant: bySql(
    `create function add_a_cent() returns trigger language plpgsql as $$ begin new.total_cents := new.total_cents + 1; return new; end $$`,
    `create trigger zz_add_a_cent before insert on invoices for each row execute function add_a_cent()`,
  ),
} as const satisfies Fault;
