import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const invoicesHalfWritten = {
  id: 'invoices-half-written',
  at: 'database',
  what: 'an invoice that is written while another one is, is stored without its lines',
  turnsRed: ['writes.at-once/invoices.create'],
  bystander: 'export.totals/summary',
  plant: bySql(
    `create function one_invoice_at_a_time() returns trigger language plpgsql as $$ begin if not pg_try_advisory_xact_lock(11) then return null; end if; perform pg_sleep(0.02); return new; end $$`,
    'create trigger aa_alone before insert on invoice_lines for each row execute function one_invoice_at_a_time()',
  ),
} as const satisfies Fault;
