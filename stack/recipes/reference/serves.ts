import type { Serving } from '../recipe.ts';

/** People's work by these tasks: confirmed by its witnesses, and shown again after a reload. */
const tasks = (...ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => [`task.confirmed/${id}`, `task.shown-again/${id}`]);

/** How these pages of the phone look, and what they say on the console. */
const pages = (...ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => [`layout.fits/${id}`, `page.accessible/${id}`, `console.clean/${id}`]);

/** What every route of the API is asked, without a phone. */
const atRoutes = [
  ...['auth.required', 'roles.enforced', 'input.no-crash', 'routes.answered', 'routes.no-crash'],
  ...['list.bounded', 'list.matches-database', 'list.fields', 'sql.not-injected'],
  ...['writes.carry-record', 'writes.refer'],
];
const atTheDoor = [
  ...['sign-in.works', 'sign-out.ends-session', 'first-password.changed', 'token.lifetime'],
  ...['token.refreshed', 'sessions.apart', 'totp.enforced', 'passwords.hashed', 'password.not-common'],
  ...['login.tells-nothing', 'routes.kept-apart'],
];
const limits = ['login.limited', 'login.limit-holds', 'login.retry-after', 'login.lockout'];
const figures = ['figures.match-database', 'figures.follow-writes'];
const photos = ['photo.stored', 'photo.large', 'photo.other-types-refused', ...tasks('photo.view')];
const scanner = [
  ...['scan.reads', 'scan.follows', 'scan.invents-nothing', 'scan.manual-fallback'],
  ...['scan.photo-fallback', 'scan.switches-camera', 'scan.resumed'],
];
const offline = ['offline.viewing', 'offline.delivered-once', 'offline.resumed', 'offline.first-visit'];
const files = ['headers.present', 'cache.headers', 'answers.compressed', 'redirects.lead', 'https.redirect'];

const jobs = tasks('work-order.create', 'work-order.view', 'work-order.edit', 'work-order.complete');
const stock = tasks('stock.adjust', 'part.use');
/** One act of each kind of record. */
const someOfAll = tasks(
  ...['work-order.create', 'work-order.edit', 'time.enter', 'stock.adjust', 'customer.create'],
  ...['invoice.create', 'report.export'],
);

const onServer: readonly Serving[] = [
  { files: ['server/auth/lockout.ts', 'server/rate-limit.ts', 'server/client-address.ts'], asked: limits },
  { files: ['server/auth/totp-enrolment.ts'], asked: ['totp.enrolled', ...atTheDoor, ...limits] },
  { files: ['server/auth/'], asked: ['auth.required', 'roles.enforced', ...atTheDoor, ...limits] },
  { files: ['server/users.ts'], asked: [...atRoutes, ...atTheDoor] },
  {
    files: ['server/work-order', 'server/events.ts'],
    asked: [...atRoutes, ...jobs, 'writes.at-once/work-orders.create', 'writes.at-once/work-orders.edit'],
  },
  { files: ['server/dispatch.ts'], asked: [...atRoutes, ...tasks('dispatch.move')] },
  {
    files: ['server/customers.ts'],
    asked: [...atRoutes, ...tasks('customer.create'), 'writes.at-once/customers.edit'],
  },
  {
    files: ['server/inventory.ts', 'server/stock.ts'],
    asked: [
      ...[...atRoutes, ...stock, ...figures, 'scan.manual-fallback'],
      ...['writes.at-once/stock.adjust', 'writes.at-once/parts.use'],
    ],
  },
  {
    files: ['server/photo', 'server/object-store.ts', 'server/image-type.ts'],
    asked: [...atRoutes, 'photo.private', 'upload.limits', ...photos],
  },
  {
    files: ['server/invoices.ts'],
    asked: [
      ...[...atRoutes, ...figures, ...tasks('invoice.create')],
      ...['writes.at-once/invoices.create', 'writes.at-once/invoices.once'],
    ],
  },
  {
    files: ['server/reports.ts', 'server/hours-export.ts'],
    asked: [...atRoutes, ...figures, 'export.totals', ...tasks('report.export')],
  },
  {
    files: ['server/timesheets.ts'],
    asked: [
      ...[...atRoutes, ...figures, ...tasks('time.enter')],
      ...['dates.right-day', 'export.totals', 'writes.at-once/time-entries.create'],
    ],
  },
  {
    files: ['server/idempotency.ts'],
    asked: [...atRoutes, 'writes.at-once', 'offline.delivered-once', ...tasks('work-order.create')],
  },
  {
    files: ['server/page.ts', 'server/where.ts', 'server/search-words.ts', 'server/fields.ts'],
    asked: [...atRoutes, 'pager.says-rows', ...tasks('work-order.create', 'customer.create'), ...figures],
  },
  {
    files: ['server/static.ts', 'server/security-headers.ts'],
    asked: [
      ...[...files, 'site.nothing-exposed', 'routes.listed', 'install.manifest', 'install.icons'],
      ...['sign-in.works', 'install.works', 'offline.first-visit', 'console.clean/today'],
    ],
  },
  {
    files: ['server/health.ts', 'server/main.ts', 'server/config.ts', 'server/database.ts'],
    asked: [
      'stack.ready',
      'health.truthful',
      'work.fresh',
      'errors.leave-no-trace',
      ...atRoutes,
      ...someOfAll,
    ],
  },
  { files: ['server/housekeeping.ts'], asked: ['stack.ready', 'work.fresh', 'sign-in.works'] },
  {
    files: ['server/migrate.ts'],
    asked: ['stack.ready', 'health.truthful', 'data.migrated', 'survives.deploy', 'survives.rollback'],
  },
  { files: ['server/request-log.ts'], asked: ['logs.keep-secrets', 'errors.leave-no-trace'] },
  // What every request passes through.
  {
    files: ['server/'],
    asked: [
      ...[...atRoutes, ...limits, ...files, 'routes.guarded', 'routes.listed', 'routes.kept-apart'],
      ...['cors.closed', 'site.nothing-exposed', 'errors.leave-no-trace', 'upload.limits', ...someOfAll],
    ],
  },
];

const inBrowser: readonly Serving[] = [
  {
    files: ['web/src/dispatch/', 'web/src/pages/dispatch.tsx'],
    asked: [...tasks('dispatch.move'), 'failure.is-said/dispatch.move', ...pages('dispatch')],
  },
  {
    files: [
      'web/src/scan/',
      'web/src/pages/scan.tsx',
      'web/src/parts/camera.ts',
      'web/src/parts/live-video.tsx',
    ],
    asked: [...scanner, ...pages('scan')],
  },
  {
    files: ['web/src/offline/updates.ts', 'web/src/shell/notices.tsx'],
    asked: ['update.told', 'update.arrives', 'offline.viewing', ...pages('today')],
  },
  {
    files: ['web/service-worker/'],
    asked: [...offline, 'install.works', 'app.resumed', 'update.told', 'update.arrives'],
  },
  {
    files: ['web/src/offline/', 'web/src/shell/waiting-changes.tsx', 'web/src/parts/waiting-rows.tsx'],
    asked: [...offline, 'app.resumed', 'failure.is-said', ...tasks('work-order.create', 'time.enter')],
  },
  {
    files: ['web/src/shell/install-offer.ts'],
    asked: ['install.works', 'install.ios-ready', ...pages('today')],
  },
  {
    files: [
      ...['web/src/session/', 'web/src/pages/login.tsx', 'web/src/pages/password.tsx'],
      ...['web/src/parts/password-form.tsx', 'web/src/shell/gate.tsx', 'web/src/shell/sign-out-dialog.tsx'],
      ...['web/src/api/refresh.ts', 'web/src/pages/account.tsx'],
    ],
    asked: [
      ...['sign-in.works', 'sign-out.ends-session', 'first-password.changed', 'login.empty-form'],
      ...['app.resumed', 'offline.viewing', ...pages('account'), ...tasks('work-order.create')],
    ],
  },
  {
    files: [
      ...['web/src/api/upload.ts', 'web/src/pages/job-photos.tsx', 'web/src/pages/take-photo-dialog.tsx'],
      'web/src/parts/api-picture.tsx',
    ],
    asked: photos,
  },
  { files: ['web/src/api/'], asked: ['sign-in.works', 'failure.is-said', 'offline.viewing', ...someOfAll] },
  {
    files: ['web/src/parts/pager.tsx', 'web/src/pages/search-list.tsx', 'web/src/routing/list-path.ts'],
    asked: ['pager.says-rows', ...pages('jobs', 'customers', 'stock'), ...tasks('work-order.view')],
  },
  {
    files: ['web/src/parts/combobox.tsx', 'web/src/parts/find-choices.ts'],
    asked: [...tasks('work-order.create', 'part.use'), 'offline.delivered-once', 'page.accessible'],
  },
  {
    files: ['web/src/parts/dates.ts', 'web/src/parts/time-form.tsx', 'web/src/pages/time.tsx'],
    asked: [
      ...['dates.right-day', ...tasks('time.enter', 'dispatch.move', 'work-order.view')],
      ...pages('time', 'dispatch', 'today'),
    ],
  },
  { files: ['web/src/pages/job-time.tsx'], asked: ['dates.right-day', ...tasks('time.enter')] },
  {
    files: ['web/src/parts/signature-pad.tsx', 'web/src/pages/complete-dialog.tsx'],
    asked: [
      ...tasks('work-order.complete'),
      'failure.is-said/work-order.complete',
      'offline.delivered-once/work-order.complete',
    ],
  },
  {
    files: ['web/src/parts/money.ts', 'web/src/pages/invoice'],
    asked: [...tasks('invoice.create'), ...figures, 'failure.is-said/invoice.create', ...pages('invoices')],
  },
  {
    files: ['web/src/pages/reports.tsx'],
    asked: [...figures, ...tasks('report.export'), ...pages('reports')],
  },
  {
    files: ['web/src/pages/today.tsx'],
    asked: [...figures, 'offline.viewing', ...pages('today'), 'sign-in.works'],
  },
  {
    files: ['web/src/pages/customer', 'web/src/pages/new-customer.tsx'],
    asked: [...tasks('customer.create'), 'failure.is-said/customer.create', ...pages('customers')],
  },
  {
    files: ['web/src/pages/item.tsx', 'web/src/pages/inventory.tsx', 'web/src/pages/job-parts.tsx'],
    asked: [...stock, 'failure.is-said/stock.adjust', 'failure.is-said/part.use', ...pages('stock')],
  },
  {
    files: ['web/src/pages/job', 'web/src/pages/new-job.tsx'],
    asked: [...jobs, 'failure.is-said/work-order.create', 'pager.says-rows', ...pages('jobs')],
  },
  { files: ['web/src/pages/second-factor.tsx'], asked: pages('account') },
  {
    files: [
      'web/src/routing/',
      'web/src/shell/',
      'web/src/app.tsx',
      'web/src/main.tsx',
      'web/src/shared.ts',
      'web/src/pages/not-found.tsx',
    ],
    asked: [
      ...['sign-in.works', 'first-password.changed', 'app.resumed', 'layout.fits', 'console.clean/today'],
      ...['pager.says-rows', ...tasks('work-order.create', 'customer.create')],
    ],
  },
  // What most pages are made of.
  { files: ['web/src/parts/'], asked: [...someOfAll, 'layout.fits', 'failure.is-said/customer.create'] },
];

/** By whom each file of Fieldbook is used: what is asked of a small change of it. */
export const serves: readonly Serving[] = [...onServer, ...inBrowser];
