import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoreFails = {
  id: 'restore-fails',
  at: 'command',
  what: 'the restore breaks off',
  turnsRed: ['restore.completes'],
  bystander: 'backup.taken',
  plantInRestored: byShim(
    'pg_restore',
    'case "$*" in *--single-transaction*) exit 1;; esac; exec "$REAL" "$@"',
  ),
} as const satisfies Fault;
