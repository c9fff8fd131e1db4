import { defineTarget, type TaskIdOf } from './define.ts';
import { salessyncAtOnce } from './salessync.at-once.ts';
import { salessyncChecklist } from './salessync.checklist.ts';
import { salessyncEndpoints, salessyncRecords } from './salessync.endpoints.ts';
import { salessyncLoad } from './salessync.load.ts';
import { salessyncContentKinds, salessyncFigures, salessyncPages } from './salessync.pages.ts';
import { salessyncSignOff } from './salessync.sign-off.ts';
import { salessyncPromises } from './salessync.promises.ts';
import { salessyncTasks } from './salessync.tasks.ts';
import { salessyncSeparation } from './salessync.separation.ts';
import { salessyncTenants } from './salessync.tenants.ts';
import { salessyncWrites } from './salessync.writes.ts';
import { notApplicable } from './schema/common.ts';

const plan = 'PRODUCTION_DEPLOYMENT_PLAN.md';

/**
 * SalesSync: a field force system of many tenants, as its own plan of 2025-10-03 calls it ready. It is started
 * from a checkout (`--source`).
 *
 * Passwords: the plan publishes one and tells the operator to change all of them first, so the recipe replaces
 * every shipped password by one of this run; none is written down here.
 */
export const target = defineTarget({
  name: 'salessync',
  title: 'SalesSync',
  application: 'salessync',
  hostName: 'salessync.example.com',
  // The database that the release ships, and what the recipe adds so that each question has something to ask of.
  seed: { gate: 'shipped', acceptance: 'shipped' },
  documented: {
    source: `${plan}, 3. Environment Variables`,
    role: 'admin',
    checks: ['sign-in.works/admin'],
  },
  stack: {
    database: 'sqlite',
    health: { path: '/health', expect: { '/status': 'healthy' } },
    readiness: notApplicable('its plan and its API have /health alone, which speaks for the process'),
    objects: notApplicable('it stores no files: its plan has none and no route takes an upload'),
  },
  signIn: {
    request: {
      method: 'POST',
      path: '/api/auth/login',
      body: { email: '{email}', password: '{password}' },
    },
    status: [200],
    token: '/data/token',
    refreshToken: '/data/refreshToken',
    refresh: {
      request: { method: 'POST', path: '/api/auth/refresh', body: { refreshToken: '{refreshToken}' } },
      token: '/data/token',
    },
    signOut: { method: 'POST', path: '/api/auth/logout' },
    header: { name: 'authorization', value: 'Bearer {token}' },
    alwaysHeaders: { 'x-tenant-code': '{tenant}' },
    whoAmI: { path: '/api/auth/me', email: '/data/user/email' },
    tokenLifetimeS: 86_400,
    tokenLifetimeSource: 'backend-api/.env.production.example: JWT_EXPIRES_IN, 24 hours',
  },
  roles: [
    { id: 'admin', account: 'admin', tenant: 'PEPSI_SA' },
    { id: 'agent', account: 'agent', tenant: 'PEPSI_SA' },
    { id: 'other-admin', account: 'other-admin', tenant: 'DEMO' },
    { id: 'load-person', account: 'load', tenant: 'PEPSI_SA', signsIn: false },
  ],
  totp: notApplicable('neither its plan nor its API has a second factor'),
  firstPassword: notApplicable('its operator changes the shipped passwords; no page asks a person to'),
  /**
   * Log-ins have no limit of their own: the release's one limit (100 requests in 15 minutes, counted for the whole
   * API) has to slow them. This run could not live under it, so the recipe raises it, and this is asked of a stack
   * as shipped. The proxy of the plan lets 10 requests a second through; the stack's front has no such limit, so
   * the attempts come slower than that, and nothing that is seen hangs on it.
   */
  loginLimit: {
    attempts: 100,
    perS: 900,
    source: 'DEPLOYMENT.md: RATE_LIMIT_MAX_REQUESTS=100, RATE_LIMIT_WINDOW_MS=900000',
    stack: 'as-shipped',
    paceMs: 110,
    account: 'load-person',
  },
  lockout: notApplicable('its plan blocks addresses (fail2ban), and locks no account'),
  passwordHashes: {
    query: "SELECT password_hash AS hash FROM users WHERE email LIKE 'hashed-{unique}-%'",
    // The recipe hashes the passwords of this run's people; those of two new people are the system's own work.
    made: {
      role: 'admin',
      request: {
        method: 'POST',
        path: '/api/users',
        body: {
          email: 'hashed-{unique}@example.com',
          password: 'one password of two people',
          firstName: 'Sipho',
          lastName: 'Dlamini',
          role: 'salesman',
        },
      },
      status: [201],
    },
    matches: '^\\$2[aby]\\$1[0-9]\\$.{53}$',
    replaced:
      'the recipe has replaced every shipped password by one of this run, as the plan tells its operator to',
  },
  tenants: salessyncTenants,
  separation: salessyncSeparation,
  roleMatrix: { source: 'README.md, User Roles & Interfaces; SPECIFICATION.md, access by role and function' },
  cors: { path: '/api/customers', alsoPaths: ['/login'], foreignOrigin: 'https://elsewhere.example' },
  tasks: salessyncTasks,
  atOnce: salessyncAtOnce,
  writes: salessyncWrites,
  exports: notApplicable('its permissions name exports, and no route of its API gives one'),
  // Its plan has no figure, and a proxy that sets none lets 1 MB through.
  uploadLimits: [
    {
      of: 'body',
      id: 'body',
      role: 'admin',
      limitBytes: 10 * 1024 * 1024,
      source: 'backend-api/src/server.js: bodies of up to 10mb',
      path: '/api/customers',
      body: { name: 'Limit {unique}', code: 'U-{unique}', type: 'retail' },
      status: [201],
      stored: { query: 'SELECT id FROM customers WHERE code = $1', values: ['U-{unique}'] },
    },
  ],
  pagers: notApplicable('its tables show every row that they were given, and say of how many nowhere'),
  backgroundWork: notApplicable(
    'its back end has no scheduler: only backups are run by the clock, from outside',
  ),
  endpoints: salessyncEndpoints,
  records: salessyncRecords,
  pages: salessyncPages,
  personal: {
    source: 'backend-api/src/database/init.js: users, customers; what its routes answer of them',
    fields: [
      'first_name',
      'last_name',
      'firstName',
      'lastName',
      'email',
      'phone',
      'customer_name',
      'address',
      'postal_code',
      'latitude',
      'longitude',
    ],
  },
  figures: salessyncFigures,
  contentKinds: salessyncContentKinds,
  lists: { source: `${plan} states no largest page; 100 rows is Golive’s own bound` },
  fieldFiltering: notApplicable('its plan does not ask for it and its API has no parameter for it'),
  scan: notApplicable('its plan has no scanner, and no page opens a camera'),
  photos: notApplicable('its plan has no photos, and no route takes an upload'),
  install: notApplicable('its plan has no installed app, and it serves no manifest'),
  offline: notApplicable('its plan has no work without network, and it serves no service worker'),
  limits: {
    pageLoadMs: { value: 2_000, source: `${plan} gives no figure; 2 s is Golive’s own` },
    networkShape: '4g',
    restoreTimeMs: { value: 300_000, source: `${plan} gives no figure; five minutes is Golive’s own` },
  },
  load: salessyncLoad,
  resilience: notApplicable('its plan asks for no lost part to be survived'),
  running: {
    logRotation: {
      files: ['backend', 'frontend'],
      mostBytes: {
        value: 2_000_000_000,
        source: `${plan}, Log Rotation: 30 days compressed; it states no size, 2 GB is the most`,
      },
      source: `${plan}, Log Rotation: pm2 writes /var/log/salessync, logrotate of the host turns them`,
    },
  },
  deployed: {
    atRest: [
      {
        id: 'database',
        what: 'the database',
        source: `${plan}, Production Security Checklist: database encryption at rest`,
      },
    ],
    watched: [
      {
        id: 'alerts',
        what: 'errors and metrics',
        withinMs: {
          value: 86_400_000,
          source: `${plan}: configure monitoring and alerts; it states no time, a day is the most`,
        },
      },
    ],
  },
  operations: {
    backup: {
      command: `sqlite3 database/salessync.db ".backup '{artifact}'"`,
      timeoutMs: 60_000,
      source: `${plan}, Database Backup Schedule and Update Procedure`,
    },
    restore: {
      // Steps 1 and 6 of the plan, stopping and starting the services, are the drill's.
      command: `cp '{artifact}' database/salessync.db`,
      timeoutMs: 60_000,
      source: `${plan}, Quick Rollback Procedure`,
    },
    artifact: 'file',
    encryption: { source: `${plan}, Production Security Checklist: database encryption at rest` },
    rotation: notApplicable('its plan names a daily backup, and neither how long one is kept nor how old'),
    marker: {
      write: {
        role: 'admin',
        request: {
          method: 'POST',
          path: '/api/customers',
          body: { name: 'Marker {marker}', code: '{marker}', type: 'retail' },
        },
        status: [201],
        take: {},
      },
      query: 'SELECT count(*) AS n FROM customers WHERE code = $1',
    },
  },
  promises: salessyncPromises,
  signOff: salessyncSignOff,
  smoke: { role: 'admin', pages: ['login', 'dashboard', 'customers', 'orders'] },
  checklist: salessyncChecklist,
});

export type SalesSyncTaskId = TaskIdOf<typeof target>;
