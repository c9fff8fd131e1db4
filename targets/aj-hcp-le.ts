import { ajHcpLeChecklist } from './aj-hcp-le.checklist.ts';
import { ajHcpLeData } from './aj-hcp-le.data.ts';
import { ajHcpLeEndpoints, ajHcpLeRecords } from './aj-hcp-le.endpoints.ts';
import { ajHcpLeLoad } from './aj-hcp-le.load.ts';
import { ajHcpLeContentKinds, ajHcpLeFigures, ajHcpLePages } from './aj-hcp-le.pages.ts';
import { ajHcpLePromises } from './aj-hcp-le.promises.ts';
import { ajHcpLeTasks } from './aj-hcp-le.tasks.ts';
import { ajHcpLeWork } from './aj-hcp-le.work.ts';
import { defineTarget, type TaskIdOf } from './define.ts';
import { notApplicable } from './schema/common.ts';

const plan = 'PRODUCTION_READINESS_PLAN.md';

/** The release’s own script, told this run’s database and folder in the place of its container’s. */
const backupScript = (folder: string): string =>
  String.raw`sed -e 's#^BACKUP_DIR=.*#BACKUP_DIR="${folder}"#' -e 's#^DB_HOST=.*#DB_HOST="'"$DB_HOST"'"#' ` +
  String.raw`-e 's#^DB_NAME=.*#DB_NAME="'"$DB_NAME"'"#' -e 's#^DB_USER=.*#DB_USER="'"$DB_USER"'"#' backup.sh | bash`;

/**
 * AJ-HCP-LE: field service of an electrical contractor. It is started from a checkout that its owner has installed and
 * built (`--source`). Its plan is the release’s own PRODUCTION_READINESS_PLAN.md.
 */
export const target = defineTarget({
  name: 'aj-hcp-le',
  title: 'AJ-HCP-LE',
  application: 'aj-hcp-le',
  hostName: 'aj-long-electric.example.com',
  seed: { gate: 'S', acceptance: 'S' },
  documented: {
    source: 'docker/README.md, docker/docker-compose.prod.yml, backend/Dockerfile.prod',
    role: 'admin',
    checks: ['sign-in.works/admin'],
  },
  stack: {
    database: 'postgres',
    health: { path: '/api/health/', expect: { '/status': 'healthy' } },
    // docker/README.md, Health Checks: "Main app: https://your-domain/health".
    readiness: { path: '/health', unready: [500, 503], withinMs: 10_000 },
    objects: notApplicable('photos lie in a folder of the application (MEDIA_ROOT); its plan has no bucket'),
  },
  /** As frontend/src/services/authService.ts asks for it; the tokens are those of Django REST framework. */
  signIn: {
    request: {
      method: 'POST',
      path: '/api/auth/login/',
      body: { username: '{email}', password: '{password}' },
    },
    status: [200],
    token: '/access_token',
    refreshToken: '/refresh_token',
    refresh: {
      request: {
        method: 'POST',
        path: '/api/auth/refresh/',
        body: { refresh_token: '{refreshToken}' },
      },
      token: '/access_token',
    },
    header: { name: 'authorization', value: 'Token {token}' },
    whoAmI: { path: '/api/auth/user/', email: '/username' },
    tokenLifetimeS: 86_400,
    tokenLifetimeSource: 'backend/.env.example: TOKEN_AGE_LIMIT=86400',
  },
  roles: [
    { id: 'admin', account: 'admin' },
    { id: 'manager', account: 'manager' },
    { id: 'technician', account: 'technician' },
    { id: 'customer', account: 'customer' },
    { id: 'load-person', account: 'load', signsIn: false },
  ],
  // "Implement Two-Factor Authentication (2FA)" (1.1).
  totp: { role: 'admin', requiredStatus: [401, 403] },
  firstPassword: notApplicable('its plan makes no one choose a password at first log-in'),
  loginLimit: {
    attempts: 5,
    perS: 60,
    source: 'backend/.env.example: AUTH_RATE_LIMIT=5',
    account: 'load-person',
  },
  lockout: notApplicable('its plan limits addresses, and locks no account'),
  passwordHashes: {
    // Hashed by the system's own function, one by one; the crowd of the load shares one hash.
    query: "SELECT password AS hash FROM fsm_users WHERE username LIKE 'golive.%'",
    matches: '^pbkdf2_sha256\\$[1-9][0-9]{5,}\\$',
    replaced:
      'the passwords of this run’s people are the run’s own; the release ships admin with one of its own',
  },
  tenants: notApplicable('one company uses it: its plan has no tenants'),
  separation: notApplicable(
    'its plan states roles, and no records that are kept from people of the same role',
  ),
  roleMatrix: { source: 'backend/fsm_core/middleware.py: role_permissions' },
  cors: {
    path: '/api/customers/',
    alsoPaths: ['/'],
    foreignOrigin: 'https://elsewhere.example',
  },
  tasks: ajHcpLeTasks,
  endpoints: ajHcpLeEndpoints,
  records: ajHcpLeRecords,
  pages: ajHcpLePages,
  personal: {
    source: 'backend/*/models.py and serializers.py: users, customers, suppliers’ contacts',
    fields: [
      'username',
      'email',
      'first_name',
      'last_name',
      'full_name',
      'phone',
      'phone_number',
      'address',
      'address_line1',
      'customer_name',
      'technician_name',
      'contact_person',
      'emergency_contact_name',
      'emergency_contact_phone',
      'emergency_contact_relationship',
      'latitude',
      'longitude',
    ],
  },
  figures: ajHcpLeFigures,
  contentKinds: ajHcpLeContentKinds,
  lists: { source: `${plan}, 3.1: pagination for all list endpoints` },
  fieldFiltering: { source: `${plan}, 3.1: add field filtering capabilities` },
  scan: notApplicable('its plan has no scanner, and no page opens a camera'),
  photos: {
    role: 'technician',
    jobQuery: "SELECT id AS job, title FROM jobs_job WHERE status = 'in_progress' ORDER BY id LIMIT 1",
    photosQuery: `SELECT id, photo AS object_key, '' AS sha256 FROM jobs_jobphoto WHERE job_id = $1::bigint`,
    upload: {
      path: '/api/jobs/job-photos/',
      field: 'photo',
      fields: { job: '{job}', photo_type: 'before' },
      status: [201],
    },
    largeBytes: 10 * 1024 * 1024,
    refusal: 'photo|image',
    contentPath: '/api/jobs/job-photos/{photo}/',
  },
  install: notApplicable('its plan has no installed web app: the app for technicians is a native one'),
  // "Offline Capability … whitelist: ['jobs', 'auth']" (2.2).
  offline: {
    role: 'technician',
    pages: [
      {
        id: 'jobs',
        path: '/#/jobs',
        query: 'SELECT title FROM jobs_job ORDER BY created_at DESC LIMIT 1',
        shows: '{title}',
      },
    ],
    notice: 'offline|no connection|not connected',
  },
  limits: {
    pageLoadMs: { value: 2_000, source: `${plan} gives no figure for pages; 2 s is Golive’s own` },
    networkShape: '4g',
    splitPages: {
      source: `${plan}, 3.1: bundle size reduced by 40 %, routes code-split`,
      // Neither plan nor documents give a size to begin from.
      reduced: { share: 0.4 },
    },
    restoreTimeMs: { value: 300_000, source: `${plan} gives no figure; five minutes is Golive’s own` },
  },
  load: ajHcpLeLoad,
  resilience: {
    outageMs: {
      value: 30_000,
      source: `${plan} asks for failover and gives no figure; 30 s is Golive’s own`,
    },
    releases: {
      outageMs: { value: 1_000, source: `${plan}, 4.1: blue-green deployment; 1 s is Golive’s own` },
      refusedWrites: { value: 0, source: `${plan}, 4.1: blue-green deployment` },
    },
  },
  promises: ajHcpLePromises,
  operations: {
    backup: {
      command: `mkdir '{artifact}.d' && ${backupScript('{artifact}.d')} && mv '{artifact}.d'/fsm_db_*.sql.gz '{artifact}'`,
      timeoutMs: 60_000,
      source: 'docker/README.md, Manual Backup: docker/scripts/backup.sh',
    },
    restore: {
      // Its own command takes the file as it was before gzip.
      command: `gunzip -c '{artifact}' | psql -h "$DB_HOST" -U "$DB_USER" -d "$DB_NAME"`,
      timeoutMs: 60_000,
      source: 'docker/README.md, Restore Database',
    },
    artifact: 'file',
    encryption: { source: `${plan}, 1.1: configure encrypted backups` },
    rotation: {
      run: {
        command: backupScript('{store}'),
        timeoutMs: 60_000,
        source: 'docker/scripts/backup.sh: daily at 2 in the morning',
      },
      name: 'fsm_db_{year}{month}{day}_{hour}{minute}{second}.sql.gz',
      newestWithinMs: { value: 90_000_000, source: 'docker/scripts/backup.sh: daily; an hour to spare' },
      keepDays: { value: 30, source: 'docker/scripts/backup.sh: RETENTION_DAYS=30' },
    },
    marker: {
      write: {
        role: 'manager',
        request: {
          method: 'POST',
          path: '/api/customers/',
          body: {
            first_name: 'Marker',
            last_name: '{marker}',
            email: '{marker}@example.com',
            phone: '2155550126',
            street_address: '1 Mill Lane',
            city: 'Philadelphia',
            state: 'PA',
            zip_code: '19101',
          },
        },
        status: [201],
        take: {},
      },
      query: 'SELECT count(*) AS n FROM customers_customer WHERE last_name = $1',
    },
  },
  deployed: {
    tlsGrade: 'A+',
    atRest: [{ id: 'database', what: 'the database', source: `${plan}, 1.1: database encryption at rest` }],
    watched: [
      {
        id: 'alerts',
        what: 'errors and metrics',
        withinMs: {
          value: 15 * 60_000,
          source: `${plan}, 2: monitoring and alerting; it states no time, a quarter of an hour is the most`,
        },
      },
    ],
  },
  data: ajHcpLeData,
  ...ajHcpLeWork,
  smoke: {
    role: 'technician',
    pages: ['login', 'profile'],
    uptime: { value: 0.999, source: 'PRODUCTION_READINESS_PLAN.md, Success Metrics: uptime 99.9 %' },
  },
  checklist: ajHcpLeChecklist,
});

export type AjHcpLeTaskId = TaskIdOf<typeof target>;
