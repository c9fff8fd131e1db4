import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const backupTooOld = {
  id: 'backup-too-old',
  at: 'command',
  what: 'the nightly backup takes itself for running already, and ends with 0',
  turnsRed: ['backup.fresh'],
  bystander: 'backup.taken',
  plant: byShim(
    'sh',
    'case "$*" in *operations/nightly.sh*) echo "another backup is running"; exit 0;; esac; exec "$REAL" "$@"',
  ),
} as const satisfies Fault;
