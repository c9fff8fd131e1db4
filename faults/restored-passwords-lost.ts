import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoredPasswordsLost = {
  id: 'restored-passwords-lost',
  at: 'command',
  what: 'nobody can log in on the restored system',
  turnsRed: ['restored.task'],
  bystander: 'backup.taken',
  plantInRestored: byShim(
    'pg_restore',
    `"$REAL" "$@" || exit $?
case "$*" in *--single-transaction*) psql -qX --dbname="$DATABASE_URL" -c "update users set password_hash = 'x'" >/dev/null;; esac`,
  ),
} as const satisfies Fault;
