import { defineTarget } from './define.ts';
import { electricalPromises } from './electrical.promises.ts';
import { electrical, electricalOperations } from './electrical.ts';
import { electricalLoad } from './electrical.load.ts';
import {
  electricalContentKinds,
  electricalInstall,
  electricalPhone,
  ledgerQuery,
  securityHeaders,
} from './electrical.pages.ts';
import { electricalUploadLimits, nginxUploadLimit } from './electrical.uploads.ts';
import { maElectricalChecklist } from './ma-electrical.checklist.ts';
import { notApplicable } from './schema/common.ts';

const plan = 'MA Electrical Inventory - Production Deployment Plan';

/** MA Electrical Inventory: the same application behind nginx, as its plan and docker-compose.yml deploy it. */
export const target = defineTarget({
  ...electrical,
  name: 'ma-electrical',
  title: 'MA Electrical Inventory',
  application: 'ma-electrical',
  hostName: 'app.ma-electrical.example',
  stack: {
    database: 'postgres',
    health: { path: '/api/health', expect: { '/status': 'healthy' } },
    readiness: { path: '/api/api/health', unready: [503], withinMs: 5_000 },
    objects: {
      bucket: 'ma-electrical-photos',
      ledgerQuery,
      // "Set CORS policy for web access" (2.3).
      askedByPages: ['GET'],
      corsByHand: 'the plan has it set where the Space is made (2.3); attach to the deployed system',
    },
  },
  load: {
    ...electricalLoad,
    capacity: { users: 30, shape: '2cpu-4gb', source: `${plan}, droplet specifications: 20-30 users` },
  },
  uploadLimits: [...electricalUploadLimits, nginxUploadLimit],
  firstPassword: notApplicable(
    'its plan lets an administrator make accounts, and asks nobody to choose a password',
  ),
  loginLimit: {
    attempts: 30,
    perS: 60,
    source: `${plan}, 5.3, gives no figure; 30 in a minute from one address is Golive’s own`,
    account: 'load-person',
  },
  cors: { path: '/api/work-orders', foreignOrigin: 'https://elsewhere.example' },
  contentKinds: electricalContentKinds(securityHeaders, false),
  ...electricalPhone,
  install: electricalInstall('MA Electrical Inventory'),
  limits: {
    pageLoadMs: { value: 2_000, source: `${plan}, 5.2: page load times < 2 seconds` },
    networkShape: '4g',
    restoreTimeMs: { value: 300_000, source: `${plan} gives no figure; five minutes is Golive’s own` },
  },
  deployed: {
    watched: [
      {
        id: 'disk',
        what: 'disk space and logs',
        withinMs: { value: 8 * 86_400_000, source: `${plan}, Weekly Manual Tasks: monitor disk space usage` },
      },
    ],
  },
  promises: {
    ...electricalPromises,
    procedures: [
      {
        id: 'deploy',
        source: `${plan}, 3.2`,
        file: 'PRODUCTION_DEPLOYMENT_PLAN.md',
        after: '3.2 Deploy Application',
        leadsTo: 'newest',
        into: 'MA_Electrical_Inventory',
        timeoutMs: 600_000,
        restarts: '^docker compose up -d$',
        fills: {
          '<your-repo-url>': '{origin} MA_Electrical_Inventory',
          'nano backend/.env': 'cat {environment} >> backend/.env',
        },
      },
    ],
  },
  operations: {
    ...electricalOperations,
    composedBy: { value: ['docker-compose.yml'], source: `${plan}, 3.2: docker-compose up -d` },
    rotation: {
      run: {
        command:
          `pg_dump -U "$DB_USER" "$DB_NAME" | gzip > '{store}'/db_backup_$(TZ=UTC date +%Y%m%d_%H%M%S).sql.gz && ` +
          `find '{store}' -name '*.gz' -type f -mtime +30 -delete`,
        timeoutMs: 60_000,
        source: 'backup.sh, Steps 1 and 4',
      },
      name: 'db_backup_{year}{month}{day}_{hour}{minute}{second}.sql.gz',
      newestWithinMs: { value: 26 * 3_600_000, source: `${plan}, 1.2: automated daily backups` },
      keepDays: { value: 30, source: `${plan}, 1.2: keep 30 days` },
    },
  },
  documented: {
    source: `${plan}, 3.2 and 3.3; docker-compose.yml; frontend/nginx.conf`,
    role: 'admin',
    checks: ['sign-in.works/admin', 'task.confirmed'],
  },
  data: {
    photos: {
      // "Update database records with new URLs": what is no URL was not moved.
      oldPlace: '^(?!https?://)',
      rows: 'SELECT id::text AS id, filename AS place, NULL AS sha256 FROM work_order_photos ORDER BY id',
      key: '^https?://[^/]+/(?:ma-electrical-photos/)?([^?]+)',
      source: `${plan}, Photo Storage Solution, Phase 2, and Phase 4, Option B, step 3`,
      move: notApplicable('the plan says "using migration script", and the release has none'),
    },
  },
  without: {
    'offline.delivered-once':
      'no person does anything without network by its plan, which promises that work last seen can be looked at',
    'offline.resumed': 'nothing waits to be delivered: its plan promises no writes without network',
    'answers.compressed': 'its plan asks for no compressed answers',
  },
  smoke: { role: 'technician', pages: ['login', 'home', 'jobs', 'timesheet'] },
  checklist: maElectricalChecklist,
});
