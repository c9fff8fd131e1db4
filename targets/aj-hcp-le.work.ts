import { ajHcpLeAtOnce } from './aj-hcp-le.at-once.ts';
import { ajHcpLeWrites } from './aj-hcp-le.writes.ts';
import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';
import type { UploadLimitInput } from './schema/uploads.ts';

/** How much it takes in one request: a body by its settings, a form with a photo by its front. */
const uploadLimits = [
  {
    of: 'body',
    id: 'body',
    role: 'manager',
    limitBytes: 10 * 1024 * 1024,
    source: 'backend/fsm_core/settings.py: DATA_UPLOAD_MAX_MEMORY_SIZE, 10MB',
    path: '/api/customers/',
    body: {
      first_name: 'Nora',
      last_name: 'Limit {unique}',
      email: 'limit-{unique}@example.com',
      phone: '2155550128',
      street_address: '1 Mill Lane',
      city: 'Philadelphia',
      state: 'PA',
      zip_code: '19101',
    },
    status: [201],
    // Django says 400 of a body that is too large, nginx 413.
    refused: [400, 413],
    stored: {
      query: 'SELECT id FROM customers_customer WHERE last_name = $1',
      values: ['Limit {unique}'],
    },
  },
  {
    of: 'form',
    id: 'photo',
    role: 'technician',
    limitBytes: 100 * 1024 * 1024,
    source: 'docker/nginx/nginx.conf: client_max_body_size 100M',
    givenRow: "SELECT id AS job FROM jobs_job WHERE status = 'in_progress' ORDER BY id LIMIT 1",
    path: '/api/jobs/job-photos/',
    field: 'photo',
    fields: { job: '{job}', photo_type: 'before', caption: 'limit-{unique}' },
    status: [201],
    stored: { query: 'SELECT id FROM jobs_jobphoto WHERE caption = $1', values: ['limit-{unique}'] },
  },
] as const satisfies readonly UploadLimitInput[];

/** What people write, and what works beside them: nothing by itself, and nobody else’s service. */
export const ajHcpLeWork = {
  atOnce: ajHcpLeAtOnce,
  writes: ajHcpLeWrites,
  uploadLimits,
  exports: notApplicable('no route of its API gives a file of figures'),
  backgroundWork: notApplicable(
    'Celery stands in its settings alone: the release has no task and no schedule',
  ),
  running: {
    databaseTls: { source: 'backend/fsm_core/settings.py: sslmode=require' },
    outside: notApplicable(
      'no code of it asks anybody: Twilio, Stripe and mail are settings that nothing reads, and there is no queue',
    ),
    alerts: notApplicable(
      'nothing of it reports an error: Sentry and PagerDuty of its plan are in no package',
    ),
  },
} as const satisfies Partial<TargetInput>;
