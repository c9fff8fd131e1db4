import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const oldBackupsStay = {
  id: 'old-backups-stay',
  at: 'command',
  what: 'the nightly backup removes nothing',
  turnsRed: ['backup.retention'],
  bystander: 'backup.fresh',
  plant: byShim('node', 'case "$*" in *prune-backups.ts*) exit 0;; esac; exec "$REAL" "$@"'),
} as const satisfies Fault;
