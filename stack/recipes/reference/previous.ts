import type { SourcePatch } from '../recipe.ts';

/** How this source was before the newest migrations: what 1.0.0 is deployed over. */
export const previousRelease: {
  readonly leftOut: readonly string[];
  readonly patch: readonly SourcePatch[];
} = {
  leftOut: ['server/migrations/004-waiting-work-orders.sql', 'server/migrations/005-job-runs.sql'],
  patch: [
    { file: 'package.json', find: '"version": "1.0.0"', replace: '"version": "0.9.0"' },
    // Its pages said it otherwise: a phone that has them can be told from one that has this release's.
    {
      file: 'web/src/pages/not-found.tsx',
      find: 'There is nothing at this address.',
      replace: 'There is no such page.',
    },
    // It cleaned up without saying so.
    {
      file: 'server/housekeeping.ts',
      find: "\n  `delete from job_runs where ended_at < now() - interval '30 days'`,",
      replace: '',
    },
    {
      file: 'server/housekeeping.ts',
      find: 'await pool.query(noteRun, [job, startedAt, failure]).catch(onError);',
      replace: 'void [job, startedAt, failure, noteRun];',
    },
  ],
};
