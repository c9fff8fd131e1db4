import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const backupLosesMarkers = {
  id: 'backup-loses-markers',
  at: 'command',
  what: 'the dump leaves the customers’ newest rows out',
  turnsRed: ['restore.point', 'restore.rows-equal'],
  bystander: 'backup.taken',
  plant: byShim('pg_dump', 'exec "$REAL" --exclude-table-data=customers "$@"'),
} as const satisfies Fault;
