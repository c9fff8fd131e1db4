import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoredPasswordsLost = {
  id: 'restored-passwords-lost',
  at: 'command',
  what: 'nobody can log in on the restored system',
  turnsRed: ['restored.task'],
  bystander: 'backup.taken',
  plantInRestored: inRestoredSql(`update users set password_hash = 'x'`),
} as const satisfies Fault;
