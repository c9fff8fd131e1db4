import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoreLosesSequence = {
  id: 'restore-loses-sequence',
  at: 'command',
  what: 'the restore leaves the sequence of the job numbers at its start',
  turnsRed: ['restore.structure-equal'],
  bystander: 'backup.taken',
  plantInRestored: byShim(
    'pg_restore',
    `"$REAL" "$@" || exit $?
case "$*" in *--single-transaction*) psql -qX --dbname="$DATABASE_URL" -c "select setval('work_order_number_seq', 1, false)" >/dev/null;; esac`,
  ),
} as const satisfies Fault;
