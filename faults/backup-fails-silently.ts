import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const backupFailsSilently = {
  id: 'backup-fails-silently',
  at: 'command',
  what: 'the dump fails, and the backup ends with 0 all the same',
  turnsRed: ['backup.taken'],
  bystander: 'stack.ready',
  async plant(stack) {
    await byShim(
      'sh',
      'case "$*" in *operations/backup.sh*) "$REAL" "$@"; exit 0;; esac; exec "$REAL" "$@"',
    )(stack);
    return await byShim('pg_dump', 'echo "pg_dump: error: connection lost" >&2; exit 1')(stack);
  },
} as const satisfies Fault;
