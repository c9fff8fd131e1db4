import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const backupMissesTable = {
  id: 'backup-misses-table',
  at: 'command',
  what: 'the dump leaves the time entries out',
  turnsRed: ['restore.rows-equal'],
  bystander: 'backup.taken',
  plant: byShim('pg_dump', 'exec "$REAL" --exclude-table-data=time_entries "$@"'),
} as const satisfies Fault;
