import type { TargetInput } from './schema/target.ts';

const plan = 'docs/reference-plan.md';
const readme = 'reference-system/README.md, Day by day';

/** What those ask who run Fieldbook. */
export const referenceRunning = {
  databaseTls: { source: `${plan}, Security: the database is spoken to over TLS` },
  keys: [{ id: 'tokens', variable: 'JWT_SECRET', tokens: 'end', source: readme }],
  outside: [
    {
      id: 'bookkeeping',
      environment: { BOOKKEEPING_URL: '{url}' },
      withinMs: { value: 5_000, source: `${plan}, Figures: nothing takes longer than 5 seconds without it` },
      givenRow: 'select id::text as invoice from invoices order by number limit 1',
      needs: [
        {
          role: 'dispatcher',
          request: { method: 'POST', path: '/api/invoices/{invoice}/send' },
          status: [204],
          said: [502],
        },
      ],
      source: readme,
    },
  ],
  logRotation: {
    environment: { LOG_FILE: '{folder}/fieldbook.log', LOG_FILE_BYTES: '20000', LOG_FILES_KEPT: '2' },
    files: ['fieldbook.log'],
    mostBytes: { value: 60_000, source: `${readme}: LOG_FILE_BYTES, and as much for each that is kept` },
    requests: 400,
    source: readme,
  },
  alerts: {
    environment: { ALERT_WEBHOOK: '{url}' },
    run: { command: 'node operations/watch.ts', timeoutMs: 20_000, source: readme },
    withinMs: { value: 60_000, source: `${plan}, Backup and operation: cron runs it each minute` },
    raised: [
      // How full this machine’s own disk is says nothing of Fieldbook.
      {
        id: 'down',
        by: 'database-gone',
        environment: { WATCH_DISK_PERCENT: '100' },
        says: 'not ready',
      },
      { id: 'disk', by: 'disk-filling', environment: { WATCH_FOLDERS: '{disk}' }, says: 'disk .* full' },
    ],
    source: readme,
  },
} satisfies TargetInput['running'];
