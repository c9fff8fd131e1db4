import { ajHcpLeAtOnce } from './aj-hcp-le.at-once.ts';
import { ajHcpLeWrites } from './aj-hcp-le.writes.ts';
import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';

/** What people write, and what works beside them: nothing by itself, and nobody else’s service. */
export const ajHcpLeWork = {
  atOnce: ajHcpLeAtOnce,
  writes: ajHcpLeWrites,
  exports: notApplicable('no route of its API gives a file of figures'),
  backgroundWork: notApplicable(
    'Celery stands in its settings alone: the release has no task and no schedule',
  ),
  running: {
    outside: notApplicable(
      'no code of it asks anybody: Twilio, Stripe and mail are settings that nothing reads, and there is no queue',
    ),
    alerts: notApplicable(
      'nothing of it reports an error: Sentry and PagerDuty of its plan are in no package',
    ),
  },
} as const satisfies Partial<TargetInput>;
