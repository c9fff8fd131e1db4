import { byCheck, byPerson, section } from './checklist-lines.ts';

const production = 'The recipe does so for this run, which says nothing of production.';

/** Every line of PRODUCTION_DEPLOYMENT_PLAN.md, bound to the checks that ask it, or to a role; else unbound. */
export const salessyncChecklist = [
  ...section('salessync', 'testing results / post-deployment', [
    byCheck('health', 'Backend API health check', { checks: ['stack.ready'] }),
    byCheck('frontend', 'Frontend server response', { checks: ['layout.fits/login'] }),
    byCheck('auth', 'Authentication with JWT token', {
      checks: ['auth.required/who-am-i', 'roles.enforced/who-am-i', 'token.lifetime'],
    }),
    byCheck('dashboard', 'Dashboard API endpoint', {
      checks: ['list.matches-database/dashboard', 'auth.required/dashboard'],
    }),
    byCheck('users', 'Users API endpoint', {
      checks: ['list.matches-database/users.list', 'auth.required/users.list'],
    }),
    byCheck('products', 'Products API endpoint', {
      checks: ['list.matches-database/products.list', 'auth.required/products.list'],
    }),
    byCheck('customers', 'Customers API endpoint', {
      checks: ['list.matches-database/customers.list', 'auth.required/customers.list'],
    }),
    byCheck('orders', 'Orders API endpoint', {
      checks: ['list.matches-database/orders.list', 'auth.required/orders.list'],
    }),
    byCheck('agents', 'Agents API endpoint', {
      checks: ['list.matches-database/agents.list', 'auth.required/agents.list'],
    }),
    byCheck('warehouses', 'Warehouses API endpoint', {
      checks: ['list.matches-database/warehouses.list', 'auth.required/warehouses.list'],
    }),
    byCheck('routes', 'Routes API endpoint', {
      checks: ['list.matches-database/routes.list', 'auth.required/routes.list'],
    }),
    byCheck('areas', 'Areas API endpoint', {
      checks: ['list.matches-database/areas.list', 'auth.required/areas.list'],
    }),
  ]),
  ...section('salessync', 'security configuration', [
    byCheck('default-passwords', 'All default passwords changed', {
      checks: ['password.not-common', 'credentials.not-published'],
      note: production,
    }),
    byCheck('jwt-secret', 'New strong JWT secret (256 bits or more)', {
      checks: ['environment.audit', 'environment.not-published', 'token.not-forgeable'],
      note: production,
    }),
    byCheck('cors', 'CORS for production domains only', { checks: ['cors.closed'] }),
    byCheck('tls', 'SSL/TLS certificates set up, HTTP redirected', {
      checks: ['certificate.trusted', 'https.redirect'],
      phase: 'launch',
    }),
    byCheck('rate-limit', 'Rate limiting enabled (10 r/s, burst 20) without blocking normal use', {
      checks: ['login.limited'],
      note: 'By log-ins, on a stack as shipped: that attempts end in 429, and that other people are let in meanwhile. The proxy’s own 10 r/s are not played.',
    }),
    byCheck('firewall', 'Only the intended ports answer', {
      phase: 'launch',
      checks: ['ports.only-stated'],
    }),
    byCheck(
      'tenant-isolation',
      "Tenant isolation: the tenant header is mandatory and no tenant reads or writes another's data",
      {
        checks: ['tenant.isolated', 'routes.kept-apart'],
        note: 'Lists without the header and under the other tenant’s; records read and written by the other tenant’s administrator, over every route that is found.',
      },
    ),
  ]),
  ...section('salessync', 'environment and build', [
    byCheck(
      'env-as-documented',
      'The environment exactly as documented boots a system that people can log in to',
      {
        checks: ['sign-in.works/admin'],
        note: 'Asked of a stack of its own too, started with the documented environment alone.',
      },
    ),
    byCheck('build-as-documented', 'The documented build command works', {
      checks: ['build.as-documented'],
      note: 'Of a fresh checkout: one that its owner has built leaves it open.',
    }),
  ]),
  ...section('salessync', 'manual verification', [
    byCheck('login-page', 'Login page loads', { checks: ['layout.fits/login'] }),
    byCheck('login-admin', 'Log in with admin credentials in the browser', {
      checks: ['sign-in.works/admin', 'sign-in.works/other-admin'],
    }),
    byCheck('dashboard-correct', "Dashboard displays correctly: its figures are the database's", {
      checks: ['figures.match-database', 'figures.follow-writes'],
      note: 'The page shows the orders; its other figures have no row that they could be compared with.',
    }),
    byCheck('navigation', 'Navigation to all main sections', { checks: ['layout.fits'] }),
    byCheck('data-loading', 'Data loads in each module', {
      checks: ['task.confirmed/customer.view', 'task.confirmed/product.view'],
      note: 'Customers and products by their rows; the pages of the other modules are asked for by navigation alone.',
    }),
    byCheck('create-edit', 'Create and edit records', { checks: ['task.confirmed', 'task.shown-again'] }),
    byCheck('responsive', 'Responsive design on mobile', { checks: ['layout.fits'] }),
    byCheck('logout', 'Logout works and ends the session', { checks: ['sign-out.ends-session'] }),
  ]),
  ...section('salessync', 'maintenance', [
    byCheck('sqlite-backup', 'Daily SQLite backup is consistent under writes', {
      checks: ['backup.taken', 'restore.rows-equal'],
    }),
    byCheck('sqlite-restore', 'Restore and rollback procedure works', {
      checks: [
        'restore.completes',
        'restore.refuses-damage',
        'restore.structure-equal',
        'restore.point',
        'restore.time',
        'restored.task',
      ],
      note: 'The database’s part of the rollback; going back to an older commit and building it is not tried.',
    }),
    byCheck('log-rotation', 'Logs rotate and hold no secrets', {
      checks: ['logs.bounded', 'logs.rotate', 'logs.keep-secrets'],
    }),
  ]),
  ...section('salessync', 'hardening', [
    byCheck('headers', 'Security headers (CSP, HSTS and the rest) on API and pages', {
      checks: ['headers.present'],
    }),
    byCheck('brute-force', 'Brute force is slowed or blocked', {
      checks: ['login.limited', 'login.limit-holds'],
    }),
    byCheck('request-logging', 'API requests are logged', { checks: ['logs.keep-secrets'] }),
    byCheck('dependency-audit', 'Dependencies audited', { checks: ['dependencies.audited'] }),
    byCheck(
      'encryption-at-rest',
      'Database and backup files are unreadable without the key; full-disk encryption counts only with an attestation by operations',
      {
        checks: ['storage.encrypted', 'backup.encrypted'],
        note: 'The backup is looked into; the disk of the database’s file is what operations say of it, on attach.',
      },
    ),
    byPerson('waf-ids-pentest', 'WAF, intrusion detection, penetration test', {
      role: 'operations',
      note: 'The plan names nobody; its operations team signs what stands around the system.',
    }),
  ]),
  ...section('salessync', 'staging and production', [
    byCheck('load', 'Load testing on staging (the plan gives no figure: p95 < 500 ms, errors < 0.1 %)', {
      checks: ['load.p95', 'load.errors', 'load.writes-kept'],
      phase: 'launch',
    }),
    byPerson('uat', 'User acceptance testing', {
      role: 'management',
      phase: 'launch',
      note: 'The plan names nobody; its management signs the acceptance.',
    }),
    byCheck('monitor-24h', 'Monitor for 24 hours', {
      checks: ['watch.errors', 'watch.p95'],
      phase: 'after',
    }),
  ]),
  ...section('salessync', 'sign-off', [
    byPerson('signoff-development', 'Development: code review, tests, documentation, security review', {
      role: 'development',
    }),
    byPerson(
      'signoff-operations',
      'Operations: infrastructure, monitoring, backup tested, rollback verified',
      { role: 'operations' },
    ),
    byPerson('signoff-management', 'Management: budget, timeline, risk, go-live authorization', {
      role: 'management',
    }),
  ]),
  ...section('salessync', 'testing results', [
    byCheck('own-tests', "The system's own test script runs, and its claim agrees with what is seen", {
      checks: ['tests.own'],
    }),
  ]),
  ...section('salessync', 'maintenance', [
    byCheck('update-procedure', 'The update procedure works as written', {
      checks: ['procedures.as-written/update'],
    }),
  ]),
  ...section('salessync', 'production deployment', [
    byCheck('monitoring', 'Monitoring and alerts configured', {
      phase: 'launch',
      checks: ['watch.alive'],
    }),
    byCheck('dns', 'DNS records updated', { phase: 'launch', checks: ['name.leads-here'] }),
  ]),
  ...section('salessync', 'environment setup', [
    byCheck('runtime-version', 'Node and npm versions as required', {
      checks: ['runtimes.as-required'],
      note: 'What production runs is asked of a system that is attached to (the hooks’ commands.runtimes).',
    }),
  ]),
  ...section('salessync', 'post-deployment', [
    byPerson('training-handoff', 'User training, documentation handoff', {
      role: 'management',
      phase: 'after',
      note: 'The plan names nobody; its management signs the hand-over.',
    }),
  ]),
];
