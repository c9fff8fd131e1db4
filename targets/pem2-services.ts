import { defineTarget, type TaskIdOf } from './define.ts';
import { electricalPromises } from './electrical.promises.ts';
import { electrical, electricalOperations } from './electrical.ts';
import {
  electricalContentKinds,
  electricalInstall,
  electricalPhone,
  ledgerQuery,
  securityHeaders,
} from './electrical.pages.ts';
import { pem2ServicesChecklist } from './pem2-services.checklist.ts';
import { notApplicable } from './schema/common.ts';

const plan = 'Pem2 Services - Production Deployment Plan';

/** Pem2 Services: the application behind Caddy, as its plan and ops/droplet deploy it. */
export const target = defineTarget({
  ...electrical,
  name: 'pem2-services',
  title: 'Pem2 Services',
  application: 'pem2-services',
  hostName: 'app.pem2-services.example',
  stack: {
    database: 'postgres',
    health: { path: '/api/health', expect: { '/status': 'healthy' } },
    readiness: { path: '/api/api/health', unready: [503], withinMs: 5_000 },
    objects: { bucket: 'pem2-inventory-photos', ledgerQuery },
  },
  firstPassword: {
    account: 'newcomer',
    closed: { method: 'GET', path: '/api/work-orders' },
    closedStatus: [401, 403],
  },
  loginLimit: {
    attempts: 30,
    perS: 60,
    source: `${plan}, Recommended Additions, gives no figure; 30 in a minute from one address is Golive’s own`,
    account: 'load-person',
  },
  cors: { path: '/api/work-orders', foreignOrigin: 'https://elsewhere.example' },
  contentKinds: electricalContentKinds(securityHeaders, true),
  ...electricalPhone,
  install: electricalInstall('Pem2 Services'),
  limits: {
    pageLoadMs: { value: 2_000, source: `${plan} gives no figure; 2 s is Golive’s own` },
    networkShape: '4g',
    restoreTimeMs: { value: 300_000, source: `${plan} gives no figure; five minutes is Golive’s own` },
  },
  updates: { source: `${plan}, 3.1: updates reach installed phones automatically; no stuck client` },
  deployed: {
    watched: [
      {
        id: 'alerts',
        what: 'errors',
        withinMs: {
          value: 86_400_000,
          source: `${plan}: monitoring/alerting setup; it states no time, a day is the most`,
        },
      },
    ],
  },
  promises: {
    ...electricalPromises,
    procedures: [
      {
        id: 'deploy',
        source: 'ops/droplet/README.md, Run',
        file: 'ops/droplet/README.md',
        after: '## Run',
        leadsTo: 'there',
        timeoutMs: 600_000,
        restarts: '^docker compose .*up -d --build$',
        environmentFile: '.env.production',
        environment: { DOMAIN_NAME: 'app.pem2.example', ACME_EMAIL: 'operations@pem2.example' },
      },
    ],
  },
  operations: {
    ...electricalOperations,
    composedBy: { value: ['docker-compose.droplet.yml'], source: 'ops/droplet/README.md' },
    rotation: notApplicable('its plan asks for regular backups, and neither says how old nor how long'),
  },
  documented: {
    source: 'ops/droplet/README.md; docker-compose.droplet.yml; ops/droplet/Caddyfile',
    role: 'admin',
    checks: ['sign-in.works/admin', 'sign-in.works/technician', 'task.confirmed'],
  },
  smoke: { role: 'technician', pages: ['login', 'home', 'jobs', 'timesheet'] },
  without: {
    'offline.delivered-once':
      'no person does anything without network by its plan, which promises that work last seen can be looked at',
    'offline.resumed': 'nothing waits to be delivered: its plan promises no writes without network',
  },
  checklist: pem2ServicesChecklist,
});

export type ElectricalTaskId = TaskIdOf<typeof target>;
