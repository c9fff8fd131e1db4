import { defineTarget } from './define.ts';
import { referenceAtOnce } from './reference.at-once.ts';
import { referenceChecklist } from './reference.checklist.ts';
import { referenceData } from './reference.data.ts';
import { referenceDeployed } from './reference.deployed.ts';
import { referenceEndpoints } from './reference.endpoints.ts';
import { referenceExports } from './reference.exports.ts';
import { referenceInterface } from './reference.interface.ts';
import { referenceLoadRecords, referenceMix, referenceWritesQuery } from './reference.load.ts';
import { referencePromises } from './reference.promises.ts';
import { referenceRecords } from './reference.records.ts';
import { referenceRunning } from './reference.running.ts';
import { referenceSecondFactor } from './reference.second-factor.ts';
import { referenceSeparation } from './reference.separation.ts';
import { referenceSignOff } from './reference.sign-off.ts';
import { referenceTasks } from './reference.tasks.ts';
import { referenceUploadLimits } from './reference.uploads.ts';
import { referenceWrites } from './reference.writes.ts';
import { notApplicable } from './schema/common.ts';

const plan = 'docs/reference-plan.md';

/** Fieldbook, the system that Golive verifies out of the box. */
export const target = defineTarget({
  name: 'reference',
  title: 'Fieldbook',
  application: 'reference',
  hostName: 'app.fieldbook.example',
  seed: { gate: 'M', acceptance: 'M', trial: 'S' },
  stack: {
    database: 'postgres',
    health: { path: '/health', expect: { '/status': 'ok' } },
    readiness: { path: '/ready', unready: [503], withinMs: 5_000, parts: ['objects'] },
    objects: { bucket: 'fieldbook-photos', ledgerQuery: 'select object_key, sha256 from photos' },
  },
  signIn: {
    request: { method: 'POST', path: '/api/auth/login', body: { email: '{email}', password: '{password}' } },
    requestWithTotp: {
      method: 'POST',
      path: '/api/auth/login',
      body: { email: '{email}', password: '{password}', code: '{totp}' },
    },
    status: [200],
    token: '/accessToken',
    refreshToken: '/refreshToken',
    refresh: {
      request: { method: 'POST', path: '/api/auth/refresh', body: { refreshToken: '{refreshToken}' } },
      token: '/accessToken',
    },
    signOut: { method: 'POST', path: '/api/auth/logout' },
    passwordChange: {
      made: {
        role: 'admin',
        request: {
          method: 'POST',
          path: '/api/users',
          body: { email: '{email}', name: 'Another {unique}', role: 'technician', password: '{password}' },
        },
        status: [201],
      },
      request: {
        method: 'POST',
        path: '/api/auth/change-password',
        body: { currentPassword: '{password}', newPassword: '{next}' },
      },
      status: [204],
    },
    header: { name: 'authorization', value: 'Bearer {token}' },
    whoAmI: { path: '/api/auth/me', email: '/email' },
    tokenLifetimeS: 3600,
    tokenLifetimeSource: `${plan}, Security: access tokens expire after one hour`,
  },
  roles: [
    { id: 'admin', account: 'admin' },
    { id: 'dispatcher', account: 'dispatcher' },
    { id: 'technician', account: 'technician' },
    { id: 'warehouse', account: 'warehouse' },
  ],
  totp: referenceSecondFactor,
  firstPassword: {
    account: 'newcomer',
    closed: { method: 'GET', path: '/api/work-orders' },
    closedStatus: [403],
  },
  loginLimit: { attempts: 10, perS: 60, account: 'technician' },
  lockout: { failures: 5, account: 'locked', status: [423] },
  passwordHashes: {
    query: 'select password_hash as hash from users',
    matches: '^(\\$?scrypt|\\$argon2id|\\$2[aby]\\$1[0-9])',
  },
  tenants: notApplicable('one company uses it: its plan knows no tenants'),
  separation: referenceSeparation,
  roleMatrix: { source: `${plan}, Security: role-based access control on every endpoint` },
  cors: { path: '/api/auth/me', foreignOrigin: 'https://elsewhere.example' },
  tasks: referenceTasks,
  atOnce: referenceAtOnce,
  writes: referenceWrites,
  uploadLimits: referenceUploadLimits,
  exports: referenceExports,
  backgroundWork: [
    {
      id: 'housekeeping',
      everyMs: 3_600_000,
      withinMs: 7_200_000,
      source: `${plan}, Figures: the clean-up runs at the start and once an hour`,
      query: `select max(ended_at) filter (where error is null) as at,
        count(*) filter (where error is not null and ended_at > coalesce(
          (select max(ended_at) from job_runs where job = 'housekeeping' and error is null), '-infinity'))::int as failed
        from job_runs where job = 'housekeeping'`,
    },
  ],
  endpoints: referenceEndpoints,
  records: referenceRecords,
  routes: {
    document: '/api/openapi.json',
    unlisted: [
      {
        method: 'POST',
        path: '/api/auth/change-password',
        why: 'ends the sessions of who is asked: first-password.changed does it with a person of its own',
      },
      {
        method: 'POST',
        path: '/api/auth/totp',
        why: 'wrong passwords lock who asks: totp.enrolled does it with a person of its own',
      },
      {
        method: 'POST',
        path: '/api/auth/totp/confirm',
        why: 'wrong codes lock who asks: totp.enrolled does it with a person of its own',
      },
    ],
  },
  ...referenceInterface,
  lists: { source: `${plan}, Performance: pagination for all list endpoints` },
  fieldFiltering: { source: `${plan}, Performance: field filtering` },
  limits: {
    pageLoadMs: { value: 2000, source: `${plan}, Performance: page load times < 2 seconds` },
    networkShape: '4g',
    initialScriptKiB: { value: 48, source: `${plan}, Figures: the first page’s JavaScript` },
    splitPages: { source: `${plan}, Figures: each page brings its own part of the JavaScript` },
    restoreTimeMs: {
      value: 120_000,
      source: `${plan}, Backup: back in service within 2 minutes on this size`,
    },
  },
  promises: referencePromises,
  resilience: {
    outageMs: {
      value: 15_000,
      source: `${plan}, Figures: in service again within 15 seconds of a lost part's return`,
    },
    releases: {
      outageMs: {
        value: 2_000,
        source: `${plan}, Figures: deploying and rolling back, at most 2 seconds without a confirmed write`,
      },
      refusedWrites: {
        value: 0,
        source: `${plan}, Figures: deploying and rolling back, no write refused`,
      },
      notice: { value: 'A new version', source: `${plan}, Phones: an open app tells of a new version` },
    },
  },
  load: {
    users: 100,
    // 6,400 requests in 60.4 s.
    ratePerUserPerS: 1.06,
    // The way up: by then k6's workers, three for each user, have made their first connections, and their queue is gone.
    warmUpS: 10,
    plannedRequests: 6400,
    extendedRequests: 12_800,
    p95Ms: { value: 500, source: `${plan}, Performance: p95 < 500 ms` },
    stages: {
      value: [{ durationS: 60, fromUsers: 100, toUsers: 100 }],
      source: `${plan}, Figures: 100 people work at once for a minute`,
    },
    errorShare: { value: 0.001, source: `${plan}, Performance: error rate < 0.1 %` },
    people: [
      {
        role: 'technician',
        email: 'load{index}@fieldbook.example',
        passwordOf: 'technician',
        from: 1,
        to: 80,
      },
      {
        role: 'dispatcher',
        email: 'load{index}@fieldbook.example',
        passwordOf: 'dispatcher',
        from: 81,
        to: 100,
      },
    ],
    mix: referenceMix,
    records: referenceLoadRecords,
    writesQuery: referenceWritesQuery,
    capacity: { users: 200, shape: '2cpu-4gb', source: `${plan}, Figures: 200 people on 2 CPU and 4 GB` },
  },
  operations: {
    backup: {
      command: 'sh operations/backup.sh "{artifact}" "{snapshot}"',
      timeoutMs: 120_000,
      source: `${plan}, Backup`,
    },
    restore: {
      command: 'sh operations/restore.sh "{artifact}"',
      // Longer than restoreTimeMs: a restore that is too slow must end to be seen as such.
      timeoutMs: 180_000,
      source: `${plan}, Backup`,
    },
    artifact: 'folder',
    encryption: { source: `${plan}, Backup`, keyVariable: 'BACKUP_KEY' },
    rotation: {
      run: { command: 'sh operations/nightly.sh "{store}"', timeoutMs: 120_000, source: `${plan}, Backup` },
      name: 'fieldbook-{year}{month}{day}T{hour}{minute}{second}Z',
      newestWithinMs: { value: 26 * 3_600_000, source: `${plan}, Backup: one each night` },
      keepDays: { value: 30, source: `${plan}, Backup` },
    },
    marker: {
      write: {
        role: 'dispatcher',
        request: { method: 'POST', path: '/api/customers', body: { name: 'Marker {unique}' } },
        status: [201],
        take: { customer: '/id' },
      },
      query: `select count(*)::int as n from customers where name = 'Marker ' || $1`,
    },
    mayDiffer: {},
  },
  running: referenceRunning,
  deployed: referenceDeployed,
  data: referenceData,
  smoke: {
    role: 'technician',
    pages: ['today', 'jobs', 'account'],
    uptime: { value: 0.999, source: `${plan}, After launch: uptime 99.9 %` },
  },
  signOff: referenceSignOff,
  checklist: referenceChecklist,
});
