import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoreTooSlow = {
  id: 'restore-too-slow',
  at: 'command',
  what: 'the restore takes two minutes longer',
  turnsRed: ['restore.time'],
  bystander: 'restore.rows-equal',
  slow: true,
  plantInRestored: byShim(
    'pg_restore',
    `"$REAL" "$@" || exit $?
case "$*" in *--single-transaction*) sleep 121;; esac`,
  ),
} as const satisfies Fault;
