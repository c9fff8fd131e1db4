import type { CheckDefinition } from './check.ts';

const common = {
  level: 'blocking',
  leastFidelity: 'emulated-phone',
  profiles: ['acceptance'],
  devices: 'one',
} as const;

/** What becomes of an app whose phone is put away and taken out again. */
export const resumedChecks = [
  {
    ...common,
    id: 'app.resumed',
    question:
      'After the phone was put away, is the app where it was, does it go on, and does its session hold?',
    suite: 'tasks',
    subjects: 'target',
  },
  {
    ...common,
    id: 'scan.resumed',
    question:
      'After the phone was put away and the camera was taken from the app, does the scanner read again?',
    suite: 'scan',
    leastFidelity: 'synthetic-stream',
    capability: 'scan',
    subjects: 'target',
  },
  {
    ...common,
    id: 'offline.resumed',
    question:
      'Is a write that waits delivered once the phone is taken out again, though nothing told the app of the network?',
    suite: 'offline',
    capability: 'offline',
    witness: 'sql',
    subjects: 'offline-task',
  },
] as const satisfies readonly CheckDefinition[];
