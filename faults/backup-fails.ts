import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const backupFails = {
  id: 'backup-fails',
  at: 'command',
  what: 'the dump breaks off with an error',
  turnsRed: ['backup.taken'],
  bystander: 'stack.ready',
  plant: byShim('pg_dump', 'echo "pg_dump: error: out of space" >&2; exit 1'),
} as const satisfies Fault;
