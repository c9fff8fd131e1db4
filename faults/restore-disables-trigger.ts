import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreDisablesTrigger = {
  id: 'restore-disables-trigger',
  at: 'command',
  what: 'the restored database has the ledger’s trigger, switched off',
  turnsRed: ['restore.structure-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredSql('alter table stock_ledger disable trigger stock_ledger_append_only'),
} as const satisfies Fault;
