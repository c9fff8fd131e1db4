import type { CheckDefinition } from './check.ts';

const common = {
  suite: 'smoke',
  level: 'blocking',
  leastFidelity: 'deployed',
  profiles: ['smoke'],
  devices: 'none',
  subjects: 'target',
} as const;

/** Asked of what people work with, every few minutes, by somebody who may only look. */
export const smokeChecks = [
  {
    ...common,
    id: 'looks.only-read',
    question: 'Did pages and probes want to send nothing but reads, and the requests that the target allows?',
  },
  {
    ...common,
    id: 'looks.in-budget',
    question: 'Did looking at the system take no more requests than the target allows?',
  },
  {
    ...common,
    id: 'looks.answered',
    question: 'Was every request of the run answered in whole, and none with 5xx?',
  },
  {
    ...common,
    id: 'backups.recent',
    question:
      'Is the newest backup that is kept as young as the plan wants it, and not far smaller than the one before?',
    capability: 'backupRotation',
  },
] as const satisfies readonly CheckDefinition[];

const watched = { ...common, suite: 'watch', profiles: ['watch'] } as const;

/** Asked of what the looks of a day and more have seen, beside what the acceptance run had measured. */
export const watchChecks = [
  {
    ...watched,
    id: 'watch.errors',
    question: 'Of all requests of the looks, was the share without a good answer below the target’s limit?',
    capability: 'load',
  },
  {
    ...watched,
    id: 'watch.p95',
    question: 'Is the p95 of the looks’ requests below the limit that the acceptance run was held to?',
    capability: 'load',
  },
  {
    ...watched,
    id: 'watch.drift',
    question: 'Is the p95 of the looks’ requests no higher than the acceptance run had measured it?',
    level: 'warning',
    capability: 'load',
  },
  {
    ...watched,
    id: 'watch.uptime',
    question: 'In as many of the looks as the target states, could people sign in and see its main pages?',
    capability: 'uptime',
  },
] as const satisfies readonly CheckDefinition[];
