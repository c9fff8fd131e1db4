import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoreLosesNewestRows = {
  id: 'restore-loses-newest-rows',
  at: 'command',
  what: 'the restore leaves out the customers of the last hour',
  turnsRed: ['restore.point'],
  bystander: 'backup.taken',
  plantInRestored: byShim(
    'pg_restore',
    `"$REAL" "$@" || exit $?
case "$*" in *--single-transaction*) psql -qX --dbname="$DATABASE_URL" -c "delete from customers c where created_at > now() - interval '1 hour' and not exists (select from work_orders where customer_id = c.id)" >/dev/null;; esac`,
  ),
} as const satisfies Fault;
