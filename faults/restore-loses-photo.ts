import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

export const restoreLosesPhoto = {
  id: 'restore-loses-photo',
  at: 'command',
  what: 'the restore leaves one photo out, and says nothing',
  turnsRed: ['restore.objects-equal'],
  bystander: 'restore.rows-equal',
  plantInRestored: byShim(
    'node',
    `case "$*" in *"objects.ts import "*) sed -i '$d' "$3/index.jsonl";; esac
exec "$REAL" "$@"`,
  ),
} as const satisfies Fault;
