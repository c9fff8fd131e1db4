import type { Fault } from './fault.ts';
import { inRestoredSql } from './planting.ts';

export const restoreLosesSequence = {
  id: 'restore-loses-sequence',
  at: 'command',
  what: 'the restore leaves the sequence of the job numbers at its start',
  turnsRed: ['restore.structure-equal'],
  bystander: 'backup.taken',
  plantInRestored: inRestoredSql(`select setval('work_order_number_seq', 1, false)`),
} as const satisfies Fault;
