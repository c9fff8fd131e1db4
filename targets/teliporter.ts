import { defineTarget, type TaskIdOf } from './define.ts';
import { notApplicable } from './schema/common.ts';
import { teliporterChecklist } from './teliporter.checklist.ts';
import { teliporterData } from './teliporter.data.ts';
import { teliporterEndpoints, teliporterRecords } from './teliporter.endpoints.ts';
import { teliporterLoad } from './teliporter.load.ts';
import { teliporterContentKinds, teliporterFigures, teliporterPages } from './teliporter.pages.ts';
import { teliporterPromises } from './teliporter.promises.ts';
import { teliporterTasks } from './teliporter.tasks.ts';
import { teliporterSeparation } from './teliporter.separation.ts';
import { teliporterTenants } from './teliporter.tenants.ts';

const plan = 'DEPLOYMENT.md';
const rotated = `${plan}, Hardening: rotate SECRET_KEY and ENCRYPTION_KEY`;
const north = 'Northwind Coffee';
const south = 'Southgate Kiosks';

/**
 * Teliporter Reporting: sales of Square merchants for organisations with shops. It is started from a checkout
 * (`--source`). Its plan is the release's own DEPLOYMENT.md.
 */
export const target = defineTarget({
  name: 'teliporter',
  title: 'Teliporter Reporting',
  application: 'teliporter',
  hostName: 'app.teliporter.example',
  seed: { gate: 'S', acceptance: 'S' },
  documented: {
    source: `${plan}, Steps 4 to 6 and First Deploy`,
    role: 'admin',
    checks: ['sign-in.works/admin'],
  },
  stack: {
    database: 'postgres',
    // "API health: curl -s https://app…/api/v1/health | jq" (Health Checks).
    health: { path: '/api/v1/health', expect: { '/status': 'healthy' } },
    readiness: { path: '/api/v1/health', unready: [500, 503], withinMs: 10_000 },
    objects: notApplicable(
      'it stores no files: uploaded budgets are read into rows, and its plan has no bucket',
    ),
  },
  signIn: {
    request: {
      method: 'POST',
      path: '/api/v1/auth/login',
      body: { email: '{email}', password: '{password}' },
    },
    status: [200],
    token: '/access_token',
    refreshToken: '/refresh_token',
    refresh: {
      request: {
        method: 'POST',
        path: '/api/v1/auth/refresh',
        body: { refresh_token: '{refreshToken}' },
      },
      token: '/access_token',
      lifetime: { valueS: 604_800, source: `${plan}, Step 4: REFRESH_TOKEN_EXPIRE_DAYS=7` },
    },
    signOut: { method: 'POST', path: '/api/v1/auth/logout' },
    header: { name: 'authorization', value: 'Bearer {token}' },
    whoAmI: { path: '/api/v1/users/me', email: '/email' },
    tokenLifetimeS: 900,
    tokenLifetimeSource: `${plan}, Step 4: ACCESS_TOKEN_EXPIRE_MINUTES=15`,
  },
  roles: [
    { id: 'admin', account: 'admin', tenant: north },
    { id: 'manager', account: 'manager', tenant: north },
    { id: 'store-manager', account: 'store-manager', tenant: north },
    { id: 'reporting', account: 'reporting', tenant: north },
    { id: 'client', account: 'client', tenant: north },
    { id: 'other-admin', account: 'other-admin', tenant: south },
    { id: 'load-person', account: 'load', tenant: north, signsIn: false },
  ],
  totp: notApplicable('neither its plan nor its API has a second factor'),
  firstPassword: notApplicable('an administrator sets a new person’s password; no page asks for another'),
  loginLimit: {
    attempts: 5,
    perS: 60,
    source: 'backend/app/api/v1/auth.py: 5/minute for an address; the plan runs four API workers',
    account: 'load-person',
  },
  lockout: notApplicable('its plan blocks addresses that guess at SSH, and locks no account'),
  passwordHashes: {
    query: "SELECT password_hash AS hash FROM users WHERE email LIKE 'hashed-{unique}-%'",
    made: {
      role: 'admin',
      request: {
        method: 'POST',
        path: '/api/v1/users',
        body: {
          email: 'hashed-{unique}@example.com',
          password: 'one password of two people',
          full_name: 'Hana Hash',
          role: 'reporting',
        },
      },
      status: [201],
    },
    matches: '^\\$2[aby]\\$1[0-9]\\$.{53}$',
  },
  tenants: teliporterTenants,
  separation: teliporterSeparation,
  roleMatrix: { source: 'README.md, Role-Based Access Control; backend/app/config/permissions.py' },
  cors: {
    path: '/api/v1/sales/transactions',
    alsoPaths: ['/login'],
    foreignOrigin: 'https://elsewhere.example',
  },
  tasks: teliporterTasks,
  ...teliporterData,
  endpoints: teliporterEndpoints,
  records: teliporterRecords,
  routes: {
    public: [
      {
        method: 'POST',
        path: '/api/v1/auth/register',
        why: 'README.md: health, log-in, register and refresh are public, and nothing else',
      },
    ],
  },
  pages: teliporterPages,
  personal: {
    source: 'backend/app/schemas/user.py, auth.py; api/v1/sales.py',
    fields: ['email', 'full_name', 'client_name'],
  },
  figures: teliporterFigures,
  contentKinds: teliporterContentKinds,
  lists: { source: 'backend/app/api/v1: `le=` of each list’s page size' },
  fieldFiltering: notApplicable('its plan does not ask for it and its API has no parameter for it'),
  scan: notApplicable('its plan has no scanner, and no page opens a camera'),
  photos: notApplicable('its plan has no photos'),
  install: notApplicable('its plan has no installed app, and it serves no manifest'),
  offline: notApplicable('its plan has no work without network, and it serves no service worker'),
  limits: {
    pageLoadMs: { value: 2_000, source: `${plan} gives no figure; 2 s is Golive’s own` },
    networkShape: '4g',
    restoreTimeMs: { value: 300_000, source: `${plan} gives no figure; five minutes is Golive’s own` },
  },
  load: teliporterLoad,
  resilience: notApplicable('its plan asks for no lost part to be survived'),
  promises: teliporterPromises,
  operations: {
    backup: {
      command: `PGPASSWORD="$DB_PASSWORD" pg_dump -h "$DB_HOST" -p "$DB_PORT" -U teliporter -d teliporter --no-owner > '{artifact}'`,
      timeoutMs: 60_000,
      source: `${plan}, Manual DB Backup`,
    },
    restore: {
      command: `PGPASSWORD="$DB_PASSWORD" psql -h "$DB_HOST" -p "$DB_PORT" -U teliporter -d teliporter < '{artifact}'`,
      timeoutMs: 60_000,
      source: `${plan}, Manual DB Backup: Restore`,
    },
    artifact: 'file',
    encryption: notApplicable('its plan does not ask for an encrypted backup'),
    rotation: notApplicable(
      'its backups are the managed database’s own; the documented command is run by hand',
    ),
    marker: {
      write: {
        role: 'admin',
        request: { method: 'POST', path: '/api/v1/clients', body: { name: '{marker}' } },
        status: [201],
        take: {},
      },
      query: 'SELECT count(*) AS n FROM clients WHERE name = $1',
    },
  },
  running: {
    outside: notApplicable(
      'it asks Square by an address that stands in its code, which the run’s own proxy answers: nothing else can be put in its place',
    ),
    logRotation: notApplicable('its plan shows where the logs are read, and not how they are rotated'),
    alerts: notApplicable('its plan has the provider’s own alerts set by hand, outside the release'),
    databaseTls: { source: `${plan}, Environment: DATABASE_URL ends with sslmode=require` },
    keys: [
      { id: 'tokens', variable: 'SECRET_KEY', form: 'hex', tokens: 'end', source: rotated },
      {
        id: 'stored',
        variable: 'ENCRYPTION_KEY',
        form: 'fernet',
        givenRow: `SELECT id::text AS account FROM square_accounts
          WHERE organization_id = (SELECT id FROM organizations WHERE name = '${north}') ORDER BY created_at LIMIT 1`,
        // Square is asked with the token that is stored encrypted.
        opens: [
          {
            role: 'admin',
            request: { method: 'POST', path: '/api/v1/square/accounts/{account}/sync-catalog' },
            status: [200],
          },
        ],
        source: rotated,
      },
    ],
  },
  deployed: {
    // "Allow inbound: 22 (SSH), 80 (HTTP), 443 (HTTPS)".
    ports: [22, 80, 443],
    values: [
      {
        variable: 'SQUARE_ENVIRONMENT',
        matches: 'production',
        says: 'that Square is used in earnest',
        source: `${plan}, Environment: SQUARE_ENVIRONMENT=production`,
      },
      {
        variable: 'SQUARE_APPLICATION_ID',
        // Those of Square’s sandbox begin with sandbox-sq0idb-.
        matches: 'sq0idp-[A-Za-z0-9_-]{10,}',
        says: 'a production application of Square',
        source: `${plan}, 3: create a production Square application`,
      },
    ],
    backups: {
      newestWithinMs: { value: 26 * 3_600_000, source: `${plan}, Backup Strategy: daily` },
      keepDays: { value: 7, source: `${plan}, Backup Strategy: 7-day retention` },
    },
  },
  smoke: { role: 'manager', pages: ['login', 'report.daily-sales-summary', 'report.sales-by-product'] },
  checklist: teliporterChecklist,
});

export type TeliporterTaskId = TaskIdOf<typeof target>;
