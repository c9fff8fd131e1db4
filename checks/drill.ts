import type { CheckDefinition } from './check.ts';

const common = {
  level: 'blocking',
  leastFidelity: 'process-stack',
  profiles: ['gate', 'acceptance'],
  devices: 'none',
  subjects: 'target',
} as const;

export const drillChecks = [
  {
    ...common,
    id: 'stack.ready',
    suite: 'preflight',
    question: 'Does the release start from its own commands, and answer at its front door?',
  },
  {
    ...common,
    id: 'health.truthful',
    suite: 'preflight',
    capability: 'readiness',
    question: 'Does the readiness page say no while the database is gone, and yes again when it is back?',
  },
  {
    ...common,
    id: 'logs.keep-secrets',
    suite: 'drill',
    question: 'Do the system’s own logs hold a line for a request, and no password, token or key?',
  },
  {
    ...common,
    id: 'backup.taken',
    suite: 'drill',
    question: 'Does the team’s own backup command succeed while writes go on, without stopping them?',
  },
  {
    ...common,
    id: 'restore.completes',
    suite: 'drill',
    question: 'Does the team’s own restore command bring the system up elsewhere from the artifact alone?',
  },
  {
    ...common,
    id: 'restore.refuses-damage',
    suite: 'drill',
    question: 'Is a damaged backup refused, rather than half restored and called good?',
  },
  {
    ...common,
    id: 'restore.rows-equal',
    suite: 'drill',
    witness: 'sql',
    question: 'Does every table hold the same rows as at the backup, by count and by hash?',
  },
  {
    ...common,
    id: 'restore.structure-equal',
    suite: 'drill',
    witness: 'sql',
    question: 'Are sequences, constraints, indexes, triggers, views, grants and owners the same?',
  },
  {
    ...common,
    id: 'restore.objects-equal',
    suite: 'drill',
    capability: 'objects',
    leastFidelity: 'emulator',
    witness: 'object',
    question: 'Is every stored file back, equal by SHA-256, and does every row find its file?',
  },
  {
    ...common,
    id: 'restore.point',
    suite: 'drill',
    witness: 'sql',
    question: 'Is a write made before the backup there, and one made after it gone (RPO)?',
  },
  {
    ...common,
    id: 'restore.time',
    suite: 'drill',
    question: 'Is the system in service again within the time that the target allows (RTO)?',
  },
  {
    ...common,
    id: 'restored.task',
    suite: 'drill',
    leastFidelity: 'emulated-phone',
    devices: 'one',
    subjects: 'restored-task',
    question: 'Can people do this task on the restored system, confirmed by every witness?',
  },
] as const satisfies readonly CheckDefinition[];
