import { byCheck, byPerson, section } from './checklist-lines.ts';

const everyContent = ['page', 'script', 'style', 'json', 'refusal', 'unknown-route'].map(
  (kind) => `headers.present/${kind}`,
);
const dashboard = ['customers', 'active-jobs', 'today'].map(
  (figure) => `figures.match-database/dashboard.${figure}`,
);
const restore = [
  'backup.taken',
  'restore.completes',
  'restore.refuses-damage',
  'restore.rows-equal',
  'restore.structure-equal',
  'restore.point',
  'restore.time',
  'restored.task',
];

/** Every line of PRODUCTION_READINESS_PLAN.md, bound to the checks that ask it, or to a role; else unbound. */
export const ajHcpLeChecklist = [
  ...section('aj-hcp-le', '1.1 security', [
    byCheck('2fa', 'Two-factor authentication (TOTP)', { checks: ['totp.enforced'] }),
    byCheck('security-scan', 'Security audit and automated scan, headers middleware', {
      checks: [...everyContent, 'site.nothing-exposed', 'scan.passive'],
      note: 'Headers, what lies in reach of a stranger, and the passive rules; ZAP’s own where its image can be had.',
    }),
    byCheck('encryption-at-rest', 'Database and backups encrypted at rest; restore tested', {
      checks: ['storage.encrypted', 'backup.encrypted', 'restore.completes', 'restore.rows-equal'],
      note: 'The plan’s own command for the database is none that PostgreSQL has: its disk is asked where it is deployed.',
    }),
  ]),
  ...section('aj-hcp-le', '1.2 infrastructure', [
    byCheck('healthcheck', 'Health check answers truthfully at the documented URL', {
      checks: ['stack.ready', 'health.truthful'],
    }),
    byCheck('monitoring', 'Error tracking, metrics and alerts configured', {
      phase: 'launch',
      checks: ['alerts.arrive', 'watch.alive'],
    }),
    byCheck('failover', 'Load balancing and failover tested', { checks: ['survives.lost-replica'] }),
  ]),
  ...section('aj-hcp-le', '2.2 mobile', [
    byCheck('offline-capability', 'Offline capability with a queue that loses nothing', {
      checks: ['offline.viewing', 'offline.delivered-once'],
      note: 'Asked of the web pages; the native app is a skeleton beside them.',
    }),
    byCheck('photo-signature', 'Photo upload and signature capture', {
      checks: ['task.confirmed/job.photo', 'task.confirmed/job.signature'],
      note: 'Asked of the web pages; the native app is a skeleton beside them.',
    }),
  ]),
  ...section('aj-hcp-le', '3.1 performance', [
    byCheck('pagination', 'Pagination for all list endpoints', { checks: ['list.bounded'] }),
    byCheck('field-filtering', 'Field filtering', { checks: ['list.fields'] }),
    byCheck('gzip', 'Compression enabled', { checks: ['answers.compressed'] }),
    byCheck(
      'slow-queries',
      'Slow queries monitored and indexed: no statement over 100 ms mean or 500 ms max under the load run',
      { checks: ['statements.fast'] },
    ),
    byCheck('bundle', 'Bundle size reduced by 40 %, routes code-split', {
      checks: ['page.split'],
      note: 'The plan gives no size to begin from: one bundle of all that the main pages load stands for it.',
    }),
  ]),
  ...section('aj-hcp-le', '3.2 end to end', [
    byCheck('e2e-invoice', 'User registration → login → create job → complete job → invoice', {
      checks: ['task.confirmed/chain.invoice'],
    }),
    byCheck('e2e-scheduling', 'Customer creation → job assignment → scheduling → completion', {
      checks: ['task.confirmed/chain.completion'],
    }),
    byCheck('e2e-reorder', 'Inventory management → part usage → reorder alerts', {
      checks: ['task.confirmed/chain.reorder', 'task.shown-again/chain.reorder'],
    }),
  ]),
  ...section('aj-hcp-le', '3.2 load', [
    byCheck('load-stages', 'Stages 5m to 100 users, 10m at 100, 5m to 0', {
      checks: ['load.stages'],
      note: 'Played by `--load-profile ramp`; a minute at 100 users is not these stages.',
    }),
    byCheck('load-p95', 'http_req_duration p(95) < 500 ms', { checks: ['load.p95'] }),
    byCheck('error-rate', 'Error rate < 0.1 %', { checks: ['load.errors'] }),
  ]),
  ...section('aj-hcp-le', '3.2 security testing', [
    byCheck('sqli', 'SQL injection tests', { checks: ['sql.not-injected', 'routes.not-injected'] }),
    byCheck('xss', 'XSS vulnerability scans', { checks: ['script.not-run', 'script.not-reflected'] }),
    byCheck('auth-bypass', 'Authentication bypass attempts', {
      checks: ['auth.required', 'roles.enforced', 'token.not-forgeable', 'routes.guarded'],
    }),
    byCheck('rate-limit', 'API rate limiting verification', {
      checks: ['login.limited'],
      note: 'Of log-ins; the limit of the rest of the API is raised for the run.',
    }),
  ]),
  ...section('aj-hcp-le', '4.1 / 4.2 staging and migration', [
    byCheck('staging-mirrors', 'Staging mirrors the production configuration', {
      checks: ['drift.none'],
      phase: 'launch',
    }),
    byCheck('data-validation', 'Customers without e-mail or phone are listed before migration', {
      checks: ['data.incomplete-listed'],
      note: 'The plan’s own validation script, which is not in the release, as a query.',
    }),
    byCheck('migration-integrity', 'Migration verified: counts, integrity, foreign keys', {
      phase: 'launch',
      checks: ['data.migrated'],
      note: 'The data of the release before, migrated by this one’s commands; those of the team’s own old system are not here.',
    }),
    byCheck('rollback-procedure', 'Rollback procedure configured and rehearsed', {
      checks: ['survives.rollback'],
    }),
  ]),
  ...section('aj-hcp-le', '4.3 go-live T-24 h', [
    byCheck('t24-security-scan', 'Final security scan completed', {
      checks: [
        'site.nothing-exposed',
        'auth.required',
        'credentials.not-published',
        'secrets.none',
        'sql.not-injected',
        'script.not-run',
        'input.no-crash',
        'routes.guarded',
        'routes.no-crash',
        'routes.not-injected',
        'script.not-reflected',
        'scan.passive',
        'cors.closed',
        'password.not-common',
        'passwords.hashed',
      ],
    }),
    byPerson('t24-critical-bugs', 'All critical bugs resolved', { role: 'qa' }),
    byCheck('t24-load', 'Load testing passed (100 concurrent users)', {
      checks: ['load.p95', 'load.errors', 'load.writes-kept'],
    }),
    byCheck('t24-backup', 'Backup procedures tested', {
      checks: [...restore, 'backup.fresh', 'backup.retention'],
    }),
    byPerson('t24-rollback', 'Rollback plan documented', { role: 'devops' }),
    byCheck('t24-ssl', 'SSL certificates installed', {
      checks: ['certificate.trusted', 'https.redirect'],
      phase: 'launch',
    }),
    byCheck('t24-dns', 'DNS configured', { checks: ['name.leads-here'], phase: 'launch' }),
    byCheck('t24-alerts', 'Monitoring alerts configured', { phase: 'launch', checks: ['watch.alive'] }),
  ]),
  ...section('aj-hcp-le', '4.3 go-live T-0', [
    byCheck('t0-migration', 'Database migration completed', {
      phase: 'launch',
      checks: ['migrations.applied'],
    }),
    byCheck('t0-deployed', 'Application deployed to production: the running version is the verified one', {
      checks: ['version.expected'],
      phase: 'launch',
    }),
    byCheck('t0-smoke', 'Smoke tests passed', { checks: ['sign-in.works', 'layout.fits'], phase: 'launch' }),
    byPerson('t0-uat', 'User acceptance testing completed', { role: 'owner', phase: 'launch' }),
    byPerson('t0-support', 'Support team briefed', { role: 'owner', phase: 'launch' }),
    byPerson('t0-communication', 'Communication sent to users', { role: 'owner', phase: 'launch' }),
  ]),
  ...section('aj-hcp-le', '4.3 go-live T+24 h', [
    byCheck('t24p-errors', 'Monitor error rates', { checks: ['watch.errors'], phase: 'after' }),
    byCheck('t24p-performance', 'Review performance metrics against the acceptance run', {
      checks: ['watch.p95', 'watch.drift'],
      phase: 'after',
    }),
    byPerson('t24p-feedback', 'Gather user feedback, address issues, lessons learned', {
      role: 'owner',
      phase: 'after',
    }),
  ]),
  ...section('aj-hcp-le', 'success metrics', [
    byCheck('uptime', 'Uptime 99.9 %', { checks: ['watch.uptime'], phase: 'after' }),
    byCheck('metric-p95', 'Response time < 500 ms p95', { checks: ['load.p95'] }),
    byCheck('metric-errors', 'Error rate < 0.1 %', { checks: ['load.errors'] }),
    byCheck('coverage', "Test coverage > 90 %: the system's own suite runs, and its coverage is measured", {
      checks: ['tests.own', 'tests.coverage'],
    }),
    byCheck('ssl-grade', 'SSL Labs grade A+', {
      phase: 'launch',
      checks: ['tls.grade'],
    }),
    byCheck('invoice-2min', 'Invoice processing < 2 minutes', {
      checks: ['task.in-time/chain.invoice'],
    }),
  ]),
  ...section('aj-hcp-le', '2.1', [
    byCheck(
      'dashboard-truth',
      'Dashboard figures are real: no hard-coded percentages, errors shown as errors',
      {
        checks: [...dashboard, 'layout.fits/dashboard'],
      },
    ),
  ]),
  ...section('aj-hcp-le', 'risk matrix', [
    byCheck('third-party-outage', 'A failed third-party service degrades, never breaks', {
      checks: ['outside.degrades'],
    }),
  ]),
  ...section('aj-hcp-le', '4.1', [
    byCheck('blue-green', 'Blue-green deployment: no interruption, no lost write', {
      checks: ['survives.deploy'],
    }),
  ]),
  ...section('aj-hcp-le', '1.2', [byPerson('runbooks', 'Runbooks for common issues', { role: 'devops' })]),
  ...section('aj-hcp-le', '5.2', [
    byPerson('docs-training-support', 'Documentation, training and support in place', { role: 'owner' }),
  ]),
  ...section('aj-hcp-le', 'critical dependencies', [
    byPerson('legal-data-protection', 'Data protection requirements reviewed', { role: 'owner' }),
  ]),
];
