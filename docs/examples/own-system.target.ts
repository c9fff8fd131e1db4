import { defineTarget, type TaskIdOf } from '../../targets/define.ts';
import { notApplicable } from '../../targets/schema/common.ts';
import { ownChecklist } from './own-system.checklist.ts';

const plan = 'go-live.md';

/** A small order desk, as its team would describe it: what Golive asks it, and what the right answer is. */
export const target = defineTarget({
  name: 'order-desk',
  title: 'Order desk',
  // Its screens are own-system.pages.ts; how it is started would be stack/recipes/order-desk.ts.
  application: 'order-desk',
  hostName: 'desk.example.com',
  seed: { gate: 'S', acceptance: 'S' },
  stack: {
    database: 'postgres',
    health: { path: '/health', expect: { '/status': 'ok' } },
    readiness: { path: '/ready', unready: [503], withinMs: 5_000 },
    objects: notApplicable('it stores no files'),
  },
  signIn: {
    request: { method: 'POST', path: '/api/login', body: { email: '{email}', password: '{password}' } },
    status: [200],
    token: '/token',
    header: { name: 'authorization', value: 'Bearer {token}' },
    whoAmI: { path: '/api/me', email: '/email' },
    tokenLifetimeS: 3_600,
    tokenLifetimeSource: `${plan}, Security`,
  },
  // The recipe makes these accounts in the seed, with passwords of the run.
  roles: [
    { id: 'clerk', account: 'clerk' },
    { id: 'manager', account: 'manager' },
  ],
  totp: notApplicable('the plan asks for no second factor'),
  firstPassword: notApplicable('passwords are chosen by invitation'),
  loginLimit: { attempts: 10, perS: 60, account: 'manager' },
  lockout: notApplicable('the plan asks for the limit by address alone'),
  passwordHashes: { query: 'SELECT password_hash AS hash FROM people', matches: '^\\$argon2id\\$' },
  tenants: notApplicable('one company uses it'),
  roleMatrix: { source: `${plan}, Who may do what` },
  cors: { path: '/api/orders', foreignOrigin: 'https://elsewhere.example' },
  // What people do. The browser half of each is the method of the same id in the pages.
  tasks: [
    {
      id: 'order.create',
      role: 'clerk',
      record: 'order',
      action: 'create',
      values: { customer: 'Customer {unique}', quantity: '3' },
      shows: { customer: '{customer}' },
      // Read back past the screen: by the API and in the database. `{order}` was learned from the screen.
      witness: {
        api: { path: '/api/orders/{order}', expect: { '/customer': '{customer}' } },
        sql: {
          query: 'SELECT customer, quantity FROM orders WHERE id = $1',
          values: ['{order}'],
          expect: { customer: '{customer}', quantity: '{quantity}' },
        },
      },
    },
    {
      id: 'order.view',
      role: 'clerk',
      record: 'order',
      action: 'view',
      // Quoted, since ORDER is a word of SQL.
      givenRow: 'SELECT id AS "order", number, customer FROM orders ORDER BY id LIMIT 1',
      shows: { customer: '{customer}' },
      witness: { api: { path: '/api/orders/{order}', expect: { '/customer': '{shown_customer}' } } },
      // Done again on the system that was restored from the backup.
      afterRestore: true,
    },
  ],
  endpoints: [
    {
      id: 'orders.list',
      method: 'GET',
      path: '/api/orders',
      roles: ['clerk', 'manager'],
      list: {
        rows: '/items',
        pageSizeParameter: 'pageSize',
        largestPage: 100,
        total: '/total',
        ids: { pointer: '/id', query: 'SELECT id FROM orders' },
      },
    },
    { id: 'orders.one', method: 'GET', path: '/api/orders/{order}', roles: ['clerk', 'manager'] },
    { id: 'orders.cancel', method: 'POST', path: '/api/orders/{order}/cancel', roles: ['manager'], body: {} },
  ],
  records: { query: 'SELECT id AS "order" FROM orders ORDER BY id LIMIT 1' },
  pages: [
    { id: 'login', path: '/login', heading: 'Log in' },
    { id: 'orders', role: 'clerk', path: '/orders', heading: 'Orders' },
  ],
  figures: notApplicable('no page shows a figure'),
  contentKinds: [
    { id: 'html', path: '/login', headers: { 'content-security-policy': 'default-src' }, compressed: true },
    { id: 'json', path: '/api/orders', role: 'clerk', headers: { 'x-content-type-options': '^nosniff$' } },
  ],
  lists: { source: `${plan}, Performance: no page of more than 100 rows` },
  fieldFiltering: notApplicable('the plan does not ask for it'),
  scan: notApplicable('nothing is scanned'),
  photos: notApplicable('nothing is photographed'),
  install: notApplicable('it is used in a browser tab'),
  offline: notApplicable('it is used at a desk'),
  limits: {
    pageLoadMs: { value: 2_000, source: `${plan}, Performance` },
    networkShape: '4g',
    restoreTimeMs: { value: 300_000, source: `${plan}, Backup` },
  },
  resilience: notApplicable('the plan asks for no lost part to be survived'),
  load: notApplicable('twelve people use it; the plan asks for no load test'),
  operations: {
    backup: { command: './backup.sh {artifact}', timeoutMs: 60_000, source: `${plan}, Backup` },
    restore: { command: './restore.sh {artifact}', timeoutMs: 120_000, source: `${plan}, Backup` },
    artifact: 'file',
    encryption: notApplicable('the plan keeps the backup on an encrypted disk of our own'),
    rotation: notApplicable('the hosting firm takes and keeps the backups'),
    // Written again and again while the backup runs, to see what was lost.
    marker: {
      write: {
        role: 'clerk',
        request: { method: 'POST', path: '/api/orders', body: { customer: '{marker}', quantity: 1 } },
        status: [201],
      },
      query: 'SELECT count(*) AS n FROM orders WHERE customer = $1',
    },
  },
  checklist: ownChecklist,
});

export type OwnTaskId = TaskIdOf<typeof target>;
