import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreLosesGrant = {
  id: 'restore-loses-grant',
  at: 'command',
  what: 'the role that only reads may read no customers on the restored system',
  turnsRed: ['restore.structure-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: inRestoredSql('revoke select on customers from fieldbook_readonly'),
} as const satisfies Fault;
