import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreDropsTrigger = {
  id: 'restore-drops-trigger',
  at: 'command',
  what: 'the restored database lacks the trigger that keeps the ledger as it is',
  turnsRed: ['restore.structure-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredSql('drop trigger stock_ledger_append_only on stock_ledger'),
} as const satisfies Fault;
