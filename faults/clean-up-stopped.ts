import type { Fault } from './fault.ts';

export const cleanUpStopped = {
  id: 'clean-up-stopped',
  at: 'deployment',
  what: 'the clean-up that runs by itself last ran three days ago where people work',
  turnsRed: ['work.fresh/housekeeping'],
  bystander: 'certificate.trusted',
  inSmoke: true,
  deployment: {
    sql: [
      `update job_runs set started_at = started_at - interval '3 days', ended_at = ended_at - interval '3 days'`,
    ],
  },
} as const satisfies Fault;
