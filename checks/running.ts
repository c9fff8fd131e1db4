import type { CheckDefinition } from './check.ts';

const common = {
  suite: 'running',
  level: 'blocking',
  leastFidelity: 'process-stack',
  // Each starts the system anew: seconds, and so no part of the gate.
  profiles: ['acceptance'],
  devices: 'none',
} as const;

/** Asked of those who run the system: its connections, its keys, its neighbours, its logs and its alerts. */
export const runningChecks = [
  {
    ...common,
    id: 'database.uses-tls',
    capability: 'databaseTls',
    witness: 'sql',
    subjects: 'target',
    question: 'Does each of the application’s own connections to its database use TLS?',
  },
  {
    ...common,
    id: 'keys.replaced',
    capability: 'keys',
    subjects: 'key',
    question:
      'When this key is replaced as the documents say, do sessions end or go on as stated, can people log in, and does what was stored still open?',
  },
  {
    ...common,
    id: 'outside.degrades',
    capability: 'outside',
    witness: 'sql',
    subjects: 'outside-service',
    question:
      'While this service of somebody else’s refuses, hangs or fails, does all work that does not need it, and is it said of what does?',
  },
  {
    ...common,
    id: 'logs.rotate',
    capability: 'logRotation',
    subjects: 'target',
    question:
      'When more is logged than the logs may hold, do they stay below that, keep the newest lines and hold no secret?',
  },
  {
    ...common,
    id: 'alerts.arrive',
    capability: 'alerts',
    subjects: 'alert',
    question: 'When this goes wrong, does an alert that says so arrive in time, and none before?',
  },
] as const satisfies readonly CheckDefinition[];
