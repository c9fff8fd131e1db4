import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const tableMadeByHand = {
  id: 'table-made-by-hand',
  at: 'database',
  what: 'somebody added to the running database what no migration of the release makes',
  turnsRed: ['migrations.from-empty'],
  bystander: 'stack.ready',
  plant: bySql('alter table customers add column vat_number text'),
} as const satisfies Fault;
