import { byCheck, byPerson, section } from './checklist-lines.ts';

const everyContent = ['page', 'script', 'style', 'json', 'refusal', 'unknown-route'].map(
  (kind) => `headers.present/${kind}`,
);
const reports = [
  'daily-sales-summary',
  'sales-by-product',
  'sales-by-category',
  'sales-by-location',
  'sales-by-payment-method',
  'tax-report',
  'discount-report',
  'refund-report',
  'tips-report',
  'hourly-sales-pattern',
  'budget-vs-actual',
  'basket-analysis',
  'footfall-metrics',
].map((slug) => `layout.fits/report.${slug}`);
const mainPages = [
  'login',
  'analytics',
  'sales',
  'reports',
  'budgets',
  'footfall',
  'admin',
  'square-accounts',
].map((page) => `layout.fits/${page}`);
const footfall = ['create', 'view', 'edit', 'delete'].flatMap((task) => [
  `task.confirmed/footfall.${task}`,
  `task.shown-again/footfall.${task}`,
]);

const made = 'The recipe makes them for this run, which says nothing of production.';
const playedInContainers =
  'Played on the Docker stack, with the document’s own containers in a project of the run’s.';
const needsDocker = 'Not run: needs docker. The process stack starts the same commands without containers.';

/** Every line of DEPLOYMENT.md, bound to the checks that ask it, or to a role; else unbound. */
export const teliporterChecklist = [
  ...section('teliporter', 'pre-deployment', [
    byCheck('dns', 'Domain resolves to the droplet', { checks: ['name.leads-here'], phase: 'launch' }),
    byCheck('firewall', 'Only 22, 80 and 443 answer; Redis and API are bound to localhost', {
      checks: ['ports.only-stated'],
      phase: 'launch',
    }),
    byCheck('square-callback', 'The OAuth redirect URI answers', { checks: ['layout.fits/square-callback'] }),
    byCheck('secrets', 'JWT and encryption keys are generated, not defaults', {
      checks: ['environment.audit', 'environment.not-published'],
      note: made,
    }),
  ]),
  ...section('teliporter', 'server and compose', [
    byCheck(
      'env-as-documented',
      'The documented environment file boots a system that serves its own domain',
      {
        checks: ['sign-in.works/admin'],
        note: 'Asked of a stack of its own too, started with the documented file alone.',
      },
    ),
    byCheck('migrations', 'alembic upgrade head works on an empty database', {
      checks: ['migrations.from-empty'],
    }),
    byCheck('first-admin', 'The first admin can be created as documented', {
      checks: ['layout.fits/register', 'task.confirmed/organisation.register'],
      note: 'Option A of the plan, by the page /register. Option B’s module is not in the release.',
    }),
    byCheck('deploy-script', 'Deploying by the script does not interrupt service or lose writes', {
      checks: ['procedures.as-written/deploy'],
      note: playedInContainers,
    }),
  ]),
  ...section('teliporter', 'nginx and SSL', [
    byCheck('headers', 'Security headers on every kind of answer', { checks: everyContent }),
    byCheck('gzip', 'gzip for API and assets', { checks: ['answers.compressed'] }),
    byCheck('cache-assets', 'Static assets cached, entry points not', {
      checks: ['headers.present/cached-script', 'headers.present/fresh-page', 'cache.headers'],
    }),
    byCheck('tls', "Let's Encrypt certificate valid, renewing, HTTP redirected", {
      checks: ['certificate.trusted', 'certificate.renewed', 'https.redirect'],
      phase: 'launch',
    }),
    byCheck('upload-limit', '10 MB body limit answers clearly at its edge', {
      checks: ['upload.limits/body'],
    }),
  ]),
  ...section('teliporter', 'monitoring', [
    byCheck('health', 'API health at the documented URL is JSON and truthful', {
      checks: ['stack.ready', 'health.truthful'],
    }),
    byPerson('alerts', 'CPU > 80 %, disk > 85 % alerts', {
      role: 'operations',
      phase: 'launch',
      note: 'The plan names nobody; its operations team signs what stands around the system.',
    }),
  ]),
  ...section('teliporter', 'backup', [
    byCheck('pg-backup', 'Managed backups: daily, 7-day retention, newest is fresh', {
      phase: 'launch',
      checks: ['backups.kept'],
      note: 'The provider’s own list of backups is printed by the hooks’ newestBackups.',
    }),
    byCheck('manual-backup', 'pg_dump and psql restore as documented', {
      checks: [
        'backup.taken',
        'restore.completes',
        'restore.refuses-damage',
        'restore.rows-equal',
        'restore.structure-equal',
        'restore.point',
        'restore.time',
        'restored.task',
      ],
    }),
  ]),
  ...section('teliporter', 'rollback', [
    byCheck('rollback', 'Roll back code and migration as documented', {
      checks: ['procedures.as-written/rollback'],
      note: playedInContainers,
    }),
  ]),
  ...section('teliporter', 'hardening', [
    byCheck('debug-off', 'DEBUG=False: no traces, no docs', {
      checks: ['site.nothing-exposed', 'input.no-crash'],
      note: 'Debug pages and answers to malformed input; /docs itself lies behind the front end’s page in the plan’s nginx.',
    }),
    byCheck('cors', 'CORS restricted to the production domain', { checks: ['cors.closed'] }),
    byCheck('non-root', 'Containers run as non-root', {
      checks: ['processes.not-root'],
      note: needsDocker,
    }),
    byPerson('ssh-hardening', 'fail2ban, key-only SSH', { role: 'operations', phase: 'launch' }),
  ]),
  ...section('teliporter', 'post-launch', [
    byCheck('pages-load', 'All pages load correctly', { checks: mainPages }),
    byCheck('square-oauth', 'Square OAuth flow end to end', {
      checks: ['task.confirmed/square.connect', 'task.shown-again/square.connect'],
      note: 'Square is stood in for on loopback, with the redirect address that the plan registers there.',
    }),
    byCheck('beat-sync', 'Celery beat syncs sales data every 15 minutes, and a failed sync is seen', {
      checks: ['work.fresh/square-sync'],
      note: 'Asked once the stack is older than 15 minutes; a sync that a person starts is asked by square.sync.',
    }),
    byCheck('excel-export', "Excel export: the file opens and its totals are the database's", {
      checks: ['task.confirmed/report.export'],
      note: 'The daily sales of yesterday; the other reports’ files are not opened.',
    }),
    byCheck('footfall-crud', 'Footfall entry create, read, update, delete', { checks: footfall }),
    byCheck('reports-render', 'All reports render with real data', {
      checks: [...reports, 'figures.match-database'],
    }),
    byCheck('token-cycle', 'Login, logout, token refresh cycle (15 minutes, 7 days)', {
      checks: ['sign-in.works', 'sign-out.ends-session', 'token.lifetime', 'token.refreshed'],
    }),
    byCheck('db-ssl', 'Database connection uses SSL', {
      phase: 'launch',
      checks: ['database.uses-tls'],
      note: 'The database of this stack refuses every connection without TLS; the deployed one is asked on attach.',
    }),
    byPerson('alerts-set', 'Monitoring alerts set', { role: 'operations', phase: 'launch' }),
  ]),
  ...section('teliporter', 'pre-deployment / hardening', [
    byCheck('square-production', 'Square runs in production mode with the production application', {
      phase: 'launch',
      checks: ['environment.audit'],
      note: 'By the variables that the deployment runs with; Square itself is asked by nobody.',
    }),
  ]),
  ...section('teliporter', 'hardening', [
    byCheck('key-rotation', 'SECRET_KEY and ENCRYPTION_KEY can be rotated; stored tokens survive', {
      checks: ['keys.replaced'],
    }),
  ]),
  ...section('teliporter', 'backup', [
    byCheck('uploads-backup', 'Uploaded files are backed up weekly, if there are any', {
      checks: ['files.backed-up'],
    }),
    byPerson('env-backup', 'Environment files backed up to a secure location on change', {
      role: 'operations',
    }),
  ]),
];
