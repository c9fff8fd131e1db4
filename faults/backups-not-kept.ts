import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const backupsNotKept = {
  id: 'backups-not-kept',
  at: 'command',
  what: 'the nightly backup removes what is older than a week',
  turnsRed: ['backup.retention'],
  bystander: 'backup.fresh',
  plant: byShim(
    'node',
    'case "$*" in *prune-backups.ts*) BACKUP_KEEP_DAYS=7; export BACKUP_KEEP_DAYS;; esac; exec "$REAL" "$@"',
  ),
} as const satisfies Fault;
