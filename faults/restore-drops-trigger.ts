import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoreDropsTrigger = {
  id: 'restore-drops-trigger',
  at: 'command',
  what: 'the restored database lacks the trigger that keeps the ledger as it is',
  turnsRed: ['restore.structure-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: byShim(
    'pg_restore',
    `"$REAL" "$@" || exit $?
case "$*" in *--single-transaction*) psql -qX --dbname="$DATABASE_URL" -c "drop trigger stock_ledger_append_only on stock_ledger" >/dev/null;; esac`,
  ),
} as const satisfies Fault;
