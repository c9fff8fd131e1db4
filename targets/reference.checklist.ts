import { byCheck, byPerson, section } from './checklist-lines.ts';

/** The lines of docs/reference-plan.md, each bound to the checks that ask its own question, or to a role. */
export const referenceChecklist = [
  ...section('reference', 'Functions', [
    byCheck('login-admin', 'Admin can log in', { checks: ['sign-in.works/admin', 'totp.enforced'] }),
    byCheck('login-technician', 'Technician can log in', { checks: ['sign-in.works/technician'] }),
    byCheck('login-roles', 'Dispatcher and warehouse can log in', {
      checks: ['sign-in.works/dispatcher', 'sign-in.works/warehouse'],
    }),
    byCheck('first-password', 'A new employee chooses a password at first login', {
      checks: ['first-password.changed'],
    }),
    byCheck('logout', 'Logout works and ends the session', { checks: ['sign-out.ends-session'] }),
    byCheck('work-orders', 'Work orders can be created, viewed and edited', {
      checks: [
        'task.confirmed/work-order.create',
        'task.confirmed/work-order.view',
        'task.confirmed/work-order.edit',
        'task.shown-again/work-order.edit',
      ],
    }),
    byCheck('photo-signature', 'A job is completed with a signature', {
      checks: ['task.confirmed/work-order.complete', 'task.shown-again/work-order.complete'],
    }),
    byCheck('timesheet', 'Time can be entered', {
      checks: ['task.confirmed/time.enter', 'task.shown-again/time.enter'],
    }),
    byCheck('schedule', 'The dispatch board works: a moved job stays moved', {
      checks: ['task.confirmed/dispatch.move', 'task.shown-again/dispatch.move'],
    }),
    byCheck('inventory', 'Stock can be adjusted', {
      checks: ['task.confirmed/stock.adjust', 'task.shown-again/stock.adjust'],
    }),
    byCheck('part-usage', 'A used part leaves the stock, and low stock is reported', {
      checks: ['task.confirmed/part.use', 'figures.match-database/report.low-stock-items'],
    }),
    byCheck(
      'references',
      'A job, an entry or an invoice names only people and records that may stand there',
      { checks: ['writes.refer'] },
    ),
    byCheck('create-customer', 'Customers can be created', { checks: ['task.confirmed/customer.create'] }),
    byCheck('invoice', 'A completed job becomes an invoice whose lines add up', {
      checks: ['task.confirmed/invoice.create'],
    }),
    byCheck('invoice-time', 'An invoice is made within 10 seconds', {
      phase: 'launch',
      checks: ['task.in-time/invoice.create'],
    }),
    byCheck('reports', 'Reports render, and their figures are the database’s', {
      checks: ['figures.match-database'],
    }),
    byCheck('figures-follow', 'Figures move with what people write', {
      phase: 'launch',
      checks: ['figures.follow-writes'],
    }),
    byCheck('hours-export', 'The export of hours holds every entry', { checks: ['export.totals/hours'] }),
    byCheck('failure-said', 'What was not stored is never called saved, and people are told', {
      phase: 'launch',
      checks: ['failure.is-said'],
    }),
    byCheck('right-day', 'What is entered for a day stands under that day, wherever the person is', {
      phase: 'launch',
      checks: ['dates.right-day'],
    }),
    byCheck('record-answered', 'The answer to a write is the record that was written', {
      checks: ['writes.carry-record'],
    }),
    byCheck('excel-export', 'The Excel export opens, and its totals are the database’s', {
      checks: ['task.confirmed/report.export', 'export.totals/summary'],
    }),
    byCheck('data-loading', 'All main pages load, and lists hold what the database holds', {
      checks: ['layout.fits', 'list.matches-database'],
    }),
    byCheck('paged-lists', 'A list of several pages says which of its rows it shows', {
      phase: 'launch',
      checks: ['pager.says-rows'],
    }),
    byCheck('responsive', 'The pages fit a phone and a tablet', {
      checks: ['layout.fits@iphone', 'layout.fits@android', 'layout.fits@tablet'],
    }),
  ]),
  ...section('reference', 'Phones', [
    byCheck('scanner', 'The barcode scanner reads Code 128, EAN-13 and QR from the camera', {
      checks: ['scan.reads', 'scan.follows', 'scan.invents-nothing'],
    }),
    byCheck(
      'scanner-cameras',
      'The scanner begins with the camera at the back, and can be switched to the front one',
      { checks: ['scan.switches-camera'] },
    ),
    byCheck('scanner-fallback', 'A code can be typed where the camera cannot read it, or read from a photo', {
      checks: ['scan.manual-fallback', 'scan.photo-fallback'],
    }),
    byCheck('scanner-no-camera', 'A phone without a camera says so, and a code can be typed there', {
      phase: 'launch',
      checks: ['scan.no-camera'],
    }),
    byCheck('camera-photo', 'Job photos can be taken and uploaded, several at once', {
      checks: ['photo.stored'],
    }),
    byCheck('view-photos', 'Photos can be viewed', {
      checks: ['task.confirmed/photo.view', 'task.shown-again/photo.view'],
    }),
    byCheck('photo-10mb', 'Photos of 10 MB and more upload', { checks: ['photo.large'] }),
    byCheck('upload-limits', 'A photo of 25 MB arrives, and a larger one is refused with a clear word', {
      phase: 'launch',
      checks: ['upload.limits'],
    }),
    byCheck('photo-types', 'A file that is no photo is refused with a clear word', {
      checks: ['photo.other-types-refused'],
    }),
    byCheck('pwa-install', 'The app can be added to the home screen', { checks: ['install.works'] }),
    byCheck('manifest-name', 'The manifest names the app, standalone and portrait', {
      checks: ['install.manifest'],
    }),
    byCheck('manifest-icons', 'Every icon that the manifest promises exists', { checks: ['install.icons'] }),
    byCheck('iphone', 'iPhone (Safari)', {
      checks: [
        'sign-in.works@iphone',
        'scan.reads@iphone',
        'photo.stored@iphone',
        'install.works@iphone',
        'install.ios-ready',
        'offline.viewing@iphone',
      ],
    }),
    byCheck('android', 'Android (Chrome)', {
      checks: [
        'sign-in.works@android',
        'scan.reads@android',
        'photo.stored@android',
        'install.works@android',
        'offline.viewing@android',
      ],
    }),
    byCheck('tablet', 'Tablet', {
      checks: [
        'sign-in.works@tablet',
        'scan.reads@tablet',
        'photo.stored@tablet',
        'install.works@tablet',
        'offline.viewing@tablet',
      ],
    }),
    byCheck('offline-viewing', 'Work last seen can be viewed without network', {
      checks: ['offline.viewing'],
    }),
    byCheck('offline-queue', 'Writes made without network are delivered exactly once', {
      checks: ['offline.delivered-once'],
    }),
    byCheck('updates-in-field', 'Updates reach installed phones by themselves', {
      phase: 'launch',
      checks: ['update.arrives'],
    }),
    byCheck('updates-told', 'An open app tells of a new version', {
      phase: 'launch',
      checks: ['update.told'],
    }),
    byCheck('resumed', 'The app goes on once the phone is taken out again: session, scanner and what waits', {
      phase: 'launch',
      checks: ['app.resumed', 'scan.resumed', 'offline.resumed'],
    }),
  ]),
  ...section('reference', 'Security', [
    byCheck('https-redirect', 'HTTP is redirected to HTTPS', { checks: ['https.redirect'] }),
    byCheck('jwt-expiry', 'Access tokens expire after one hour and cannot be prolonged by hand', {
      checks: ['token.lifetime', 'token.not-forgeable'],
    }),
    byCheck('sessions-apart', 'Nobody’s log-out or new password signs anybody else out', {
      checks: ['sessions.apart'],
    }),
    byCheck('auth-required', 'Every endpoint asks for a login', {
      checks: ['auth.required', 'routes.guarded'],
    }),
    byCheck('rbac', 'Role-based access control holds on every endpoint', { checks: ['roles.enforced'] }),
    byCheck('own-records', 'Nobody sees another’s hours or changes another’s job, by whatever route', {
      phase: 'launch',
      checks: ['routes.kept-apart'],
    }),
    byCheck('password-hashing', 'Passwords are stored as salted slow hashes', {
      checks: ['passwords.hashed'],
    }),
    byCheck('2fa', 'Admins use a second factor, and a code works once', { checks: ['totp.enforced'] }),
    byCheck(
      '2fa-enrolment',
      'People enrol their second factor by themselves: shown once, in force once a code confirms it, taken away by an admin',
      { phase: 'launch', checks: ['totp.enrolled'] },
    ),
    byCheck('rate-limit-login', 'Login attempts are rate limited', {
      checks: ['login.limited', 'login.limit-holds'],
    }),
    byCheck('rate-limit-told', 'Whoever is slowed is told how long, and let in after that time', {
      phase: 'launch',
      checks: ['login.retry-after'],
    }),
    byCheck('brute-force', 'Brute force on one account is blocked', { checks: ['login.lockout'] }),
    byCheck('security-headers', 'Security headers on every kind of answer', { checks: ['headers.present'] }),
    byCheck('cors', 'No foreign origin reads answers', { checks: ['cors.closed'] }),
    byCheck('file-access', 'Photos and the bucket refuse strangers', { checks: ['photo.private'] }),
    byCheck('malformed-input', 'Malformed input is refused and crashes nothing', {
      checks: ['input.no-crash'],
    }),
    byCheck('sql-injection', 'SQL injection is tried and does nothing', { checks: ['sql.not-injected'] }),
    byCheck('xss', 'Scripts that people type do not run when they are shown', { checks: ['script.not-run'] }),
    byCheck('secrets-not-committed', 'No secret is in the repository or reachable on the site', {
      phase: 'launch',
      checks: ['secrets.none', 'secrets.not-in-history', 'site.nothing-exposed'],
    }),
    byCheck('env-required', 'Secrets are set, strong and no placeholders', {
      phase: 'launch',
      checks: ['environment.audit', 'environment.not-published'],
    }),
    byCheck('common-passwords', 'No common password opens an account', { checks: ['password.not-common'] }),
    byCheck('default-passwords', 'No default or published password works', {
      phase: 'launch',
      checks: ['credentials.not-published', 'login.empty-form', 'password.not-common'],
    }),
    byCheck('security-scan', 'An automated security scan is clean', {
      phase: 'launch',
      checks: [
        'scan.passive',
        'routes.answered',
        'routes.no-crash',
        'routes.not-injected',
        'script.not-reflected',
      ],
    }),
    byCheck('dependency-audit', 'Dependencies are audited', {
      phase: 'launch',
      checks: ['dependencies.audited'],
    }),
    byCheck('debug-off', 'No debug page, environment file, dump or source map is served', {
      checks: ['site.nothing-exposed'],
    }),
    byCheck('encryption-at-rest', 'Database and backups are unreadable without the key', {
      phase: 'launch',
      checks: ['storage.encrypted', 'backup.encrypted'],
    }),
    byCheck('key-rotation', 'Signing keys can be rotated', { phase: 'launch', checks: ['keys.replaced'] }),
    byCheck('database-tls', 'The database is spoken to over TLS', {
      phase: 'launch',
      checks: ['database.uses-tls'],
    }),
    byCheck('ssl-grade', 'SSL Labs grade A+', { phase: 'launch', checks: ['tls.grade'] }),
    byCheck('non-root', 'Processes run without root', {
      phase: 'launch',
      checks: ['processes.not-root'],
    }),
    byCheck('firewall', 'Only the intended ports answer', {
      phase: 'launch',
      checks: ['ports.only-stated'],
    }),
    byPerson('pentest', 'Penetration test reviewed', { role: 'management', phase: 'launch' }),
    byPerson('server-hardening', 'Server hardened: no root SSH, firewall, fail2ban', {
      role: 'operations',
      phase: 'launch',
    }),
    byPerson('legal-data-protection', 'Data protection requirements reviewed', {
      role: 'management',
      phase: 'release',
    }),
  ]),
  ...section('reference', 'Performance', [
    byCheck('page-load', 'Page load times below 2 seconds on 4G', { checks: ['page.load'] }),
    byCheck('load-p95', 'p95 below 500 ms with 100 users', { checks: ['load.p95'] }),
    byCheck('error-rate', 'Error rate below 0.1 % with 100 users', { checks: ['load.errors'] }),
    byCheck('load-stages', 'The minute with 100 people was played in full and kept its limits', {
      phase: 'launch',
      checks: ['load.stages'],
    }),
    byCheck('load-writes', 'What was acknowledged under load is stored', { checks: ['load.writes-kept'] }),
    byCheck('pagination', 'All lists are paged', { checks: ['list.bounded'] }),
    byCheck('field-filtering', 'Lists can be asked for some of their fields', { checks: ['list.fields'] }),
    byCheck('compression', 'Answers are compressed', { checks: ['answers.compressed'] }),
    byCheck('cache-assets', 'Static assets are cached, entry points are not', {
      checks: [
        'headers.present/javascript',
        'headers.present/stylesheet',
        'headers.present/html',
        'headers.present/service-worker',
        'cache.headers',
      ],
    }),
    byCheck('slow-queries', 'No statement over 100 ms mean or 500 ms max under load', {
      phase: 'launch',
      checks: ['statements.fast'],
    }),
    byCheck('capacity', 'The users are held by the planned server size', {
      phase: 'launch',
      checks: ['load.capacity'],
    }),
    byCheck('bundle', 'Routes are code-split and the bundle is bounded', {
      phase: 'launch',
      checks: ['page.split', 'page.weight'],
    }),
    byCheck('concurrent-writes', 'Ten people doing the same write at once lose nothing', {
      phase: 'launch',
      checks: ['writes.at-once'],
    }),
    byCheck('error-paths', 'Hundreds of failed requests leave no trace: people work on, connections return', {
      phase: 'launch',
      checks: ['errors.leave-no-trace'],
    }),
  ]),
  ...section('reference', 'Backup and operation', [
    byCheck('health', 'The health page answers, and readiness tells the truth', {
      checks: ['stack.ready', 'health.truthful'],
    }),
    byCheck('health-storage', 'Readiness tells the truth about the object storage as well', {
      phase: 'launch',
      checks: ['health.parts'],
    }),
    byCheck('manual-backup', 'A backup is taken while people work', { checks: ['backup.taken'] }),
    byCheck('test-restore', 'The backup is restored elsewhere and people work on it', {
      checks: ['restore.completes', 'restored.task'],
    }),
    byCheck('data-integrity', 'The restored data is equal, structure and photos included', {
      checks: ['restore.rows-equal', 'restore.structure-equal', 'restore.objects-equal'],
    }),
    byCheck('damaged-backup', 'A damaged backup is refused', { checks: ['restore.refuses-damage'] }),
    byCheck('backup-encrypted', 'A backup cannot be read without its key', { checks: ['backup.encrypted'] }),
    byCheck('backup-kept', 'The nightly backup leaves a fresh one, keeps 30 days and removes what is older', {
      checks: ['backup.fresh', 'backup.retention'],
    }),
    byCheck('recovery-point', 'What is lost is what came after the backup', { checks: ['restore.point'] }),
    byCheck('recovery-time', 'Back in service within 2 minutes', { checks: ['restore.time'] }),
    byCheck('photos-in-object-storage', 'Photos are stored in and served from the object storage', {
      checks: ['photo.stored', 'restore.objects-equal'],
    }),
    byCheck('build-as-documented', 'The documented commands build and start the release', {
      checks: ['stack.ready'],
    }),
    byCheck('built-as-documented', 'The documented command, word for word, made what is started', {
      phase: 'launch',
      checks: ['build.as-documented'],
    }),
    byCheck('migrations', 'The documented command makes of an empty database the one that runs', {
      phase: 'launch',
      checks: ['migrations.from-empty'],
    }),
    byCheck('runtime-version', 'Documents, packages and what runs agree on the Node that is needed', {
      phase: 'launch',
      checks: ['runtimes.as-required'],
    }),
    byCheck('backup-scheduled', 'Backups run as scheduled, the newest is fresh and 30 days are kept', {
      phase: 'launch',
      checks: ['backups.kept', 'backup.fresh', 'backup.retention'],
    }),
    byCheck('rollback', 'Rollback and update procedures work as written', {
      phase: 'launch',
      checks: ['procedures.as-written', 'survives.rollback', 'survives.deploy'],
    }),
    byCheck('blue-green', 'Deploying interrupts nothing and loses no write', {
      phase: 'launch',
      checks: ['survives.deploy'],
    }),
    byCheck('failover', 'A lost replica or database restart is survived', {
      checks: [
        'survives.lost-replica',
        'survives.database-restart',
        'survives.database-unreachable',
        'survives.objects-down',
        'survives.stack-restart',
      ],
      phase: 'launch',
    }),
    byCheck(
      'disk-full',
      'A full disk loses nothing that was confirmed, and people work again once there is room',
      {
        checks: ['survives.disk-full'],
        phase: 'launch',
      },
    ),
    byCheck('third-party-outage', 'A failed outside service degrades, never breaks', {
      phase: 'launch',
      checks: ['outside.degrades'],
    }),
    byCheck('request-logging', 'Requests are logged, and logs hold no secrets', {
      checks: ['logs.keep-secrets'],
    }),
    byCheck('clean-up', 'The hourly clean-up runs, and a run that fails is seen', {
      checks: ['work.fresh/housekeeping'],
    }),
    byCheck('log-rotation', 'Logs rotate', {
      phase: 'launch',
      checks: ['logs.bounded', 'logs.rotate'],
    }),
    byCheck('maintenance-safe', 'Scheduled maintenance cannot destroy data', {
      phase: 'launch',
      checks: ['maintenance.harmless'],
    }),
    byCheck('own-tests', 'The system’s own test suite runs and agrees with what is seen', {
      phase: 'launch',
      checks: ['tests.own'],
    }),
  ]),
  ...section('reference', 'Launch', [
    byCheck('dns', 'The domain resolves to the server', { phase: 'launch', checks: ['name.leads-here'] }),
    byCheck('certificate', 'The certificate is valid, far from expiry, and renews', {
      phase: 'launch',
      checks: ['certificate.trusted', 'certificate.renewed'],
    }),
    byCheck(
      'data-migrated',
      'Users, customers, items, work orders, time entries and photos arrived complete',
      { phase: 'launch', checks: ['data.migrated'] },
    ),
    byCheck('migrations-applied', 'Every migration of the release has been applied to its database', {
      phase: 'launch',
      checks: ['migrations.applied'],
    }),
    byCheck('data-validation', 'Customers without e-mail or phone are listed before a migration', {
      phase: 'launch',
      checks: ['data.incomplete-listed'],
    }),
    byCheck('photos-migrated', 'Photos that move to the bucket arrive whole, and their rows lead there', {
      phase: 'launch',
      checks: ['photos.moved'],
    }),
    byCheck('deployed', 'The running version is the verified one', {
      phase: 'launch',
      checks: ['version.expected'],
    }),
    byCheck('staging-mirrors', 'Staging mirrors production', { phase: 'launch', checks: ['drift.none'] }),
    byCheck('bucket-cors', 'The bucket’s CORS policy fits the app', {
      phase: 'launch',
      checks: ['bucket.cors'],
    }),
    byCheck('monitoring', 'Monitoring and alerts are configured', {
      phase: 'launch',
      checks: ['alerts.arrive', 'watch.alive'],
    }),
    byCheck('disk', 'Disk space and logs are watched', {
      phase: 'launch',
      checks: ['alerts.arrive/disk', 'logs.rotate', 'watch.alive'],
    }),
    byPerson('documentation', 'Documentation ready for employees', { role: 'operations', phase: 'release' }),
    byPerson('critical-bugs', 'All critical bugs resolved', { role: 'development', phase: 'release' }),
    byPerson('rollback-plan', 'Rollback plan and runbooks documented', {
      role: 'operations',
      phase: 'release',
    }),
    byPerson('signoff-development', 'Development: code review, tests, security review', {
      role: 'development',
      phase: 'release',
    }),
    byPerson(
      'signoff-operations',
      'Operations: infrastructure, monitoring, backup tested, rollback verified',
      { role: 'operations', phase: 'release' },
    ),
    byPerson('signoff-management', 'Management: budget, timeline, risk, go-live authorisation', {
      role: 'management',
      phase: 'release',
    }),
    byPerson('uat', 'User acceptance testing by one or two employees', {
      role: 'operations',
      phase: 'launch',
    }),
    byPerson('support-briefed', 'Support team briefed, users told', { role: 'operations', phase: 'launch' }),
  ]),
  ...section('reference', 'After launch', [
    byCheck('monitor-errors', 'Error rates are monitored for 24 hours', {
      checks: ['watch.errors'],
      phase: 'after',
    }),
    byCheck('performance-review', 'Performance agrees with the acceptance run', {
      checks: ['watch.p95', 'watch.drift'],
      phase: 'after',
    }),
    byCheck('uptime', 'Uptime 99.9 %', { checks: ['watch.uptime'], phase: 'after' }),
    byPerson('training', 'Training held, feedback gathered', { role: 'operations', phase: 'after' }),
  ]),
];
