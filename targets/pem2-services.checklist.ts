import { byCheck, byPerson, section } from './checklist-lines.ts';
import { confirmed, noAudit, scanner } from './electrical.checklist.ts';

const on = (device: string) =>
  ['sign-in.works', 'layout.fits', 'scan.reads'].map((check) => `${check}@${device}`);
const emulated = 'An emulated phone answers; a person with the real one attests what this run cannot reach.';

/** Every line of Pem2 Services’ plan, bound to the checks that ask it, or to a role; else unbound. */
export const pem2ServicesChecklist = [
  ...section('pem2-services', '1.1 / 1.2 environment', [
    byCheck(
      'env-required',
      'DB_PASSWORD, SECRET_KEY, DOMAIN_NAME, ACME_EMAIL and the photo storage key and secret are set, strong and not placeholders',
      { checks: ['environment.audit', 'environment.not-published'], note: noAudit },
    ),
    byCheck(
      'secrets-not-committed',
      'no .env file, password, API key or secret is in the repository or reachable on the site',
      {
        checks: ['secrets.none', 'site.nothing-exposed'],
        note: 'The repository’s history is read in acceptance (secrets.not-in-history).',
      },
    ),
  ]),
  ...section('pem2-services', '1.3 / 3.2 HTTPS', [
    byCheck('https', 'the app is served over HTTPS under its own domain, so that camera and install work', {
      checks: ['https.redirect', 'certificate.trusted', 'name.leads-here'],
      phase: 'launch',
    }),
  ]),
  ...section('pem2-services', '3.4 manifest', [
    byCheck('manifest-name', 'the manifest is named "Pem2 Services"', { checks: ['install.manifest'] }),
    byCheck('manifest-icons', 'icons exist in all the sizes the manifest promises', {
      checks: ['install.icons'],
    }),
    byCheck('manifest-display', 'display is standalone and orientation portrait', {
      checks: ['install.manifest'],
    }),
  ]),
  ...section('pem2-services', '4.1 / 4.2 deployment and migration', [
    byCheck('admin-user', 'the initial admin user exists', {
      checks: ['sign-in.works/admin'],
      phase: 'launch',
    }),
    byCheck(
      'data-migrated',
      'users, customers, inventory items, work orders and time entries arrived complete',
      {
        phase: 'launch',
        checks: ['restore.rows-equal', 'restore.structure-equal'],
        minFidelity: 'deployed',
        note: 'What one installation holds is taken to a fresh one by the plan’s own tools (pg_dump, psql) and compared row by row. The team’s own database is compared where the hooks reach it; else a person attests.',
      },
    ),
    byCheck('passwords-reset', 'no migrated or default password works', {
      checks: ['password.not-common', 'credentials.not-published', 'login.empty-form'],
      phase: 'launch',
    }),
  ]),
  ...section('pem2-services', '5.1 critical tests', [
    byCheck('login-admin', 'Admin can log in', { checks: ['sign-in.works/admin'] }),
    byCheck('login-technician', 'Technician can log in', { checks: ['sign-in.works/technician'] }),
    byCheck('scanner', 'Barcode scanner works on mobile', { checks: scanner }),
    byCheck('camera-photo', 'Can take job photos', { checks: confirmed('photo.add') }),
    byCheck('pwa-install', 'Can add to home screen', { checks: ['install.works', 'install.ios-ready'] }),
    byCheck('work-orders', 'Can create/view/edit', {
      checks: confirmed('work-order.create', 'work-order.view', 'work-order.edit'),
    }),
    byCheck('timesheet', 'Can enter time', { checks: confirmed('time.enter') }),
    byCheck('schedule', 'Dispatch board works', { checks: confirmed('crew.assign') }),
    byCheck('inventory', 'Can adjust stock', { checks: confirmed('stock.adjust') }),
    byCheck('offline', 'Basic viewing works offline', { checks: ['offline.viewing'] }),
  ]),
  ...section('pem2-services', '5.2 mobile devices', [
    byCheck('iphone', 'iPhone (Safari)', {
      checks: on('iphone'),
      note: emulated,
      minFidelity: 'real-device',
    }),
    byCheck('android', 'Android (Chrome)', {
      checks: on('android'),
      note: emulated,
      minFidelity: 'real-device',
    }),
    byCheck('tablet', 'Tablet', { checks: on('tablet'), note: emulated, minFidelity: 'real-device' }),
  ]),
  ...section('pem2-services', '5.3 / 6 go live', [
    byPerson('uat', '1-2 employees test the system on production before full rollout', {
      role: 'management',
      phase: 'after',
    }),
    byCheck('all-tests-pass', 'All tests pass', {
      checks: ['sign-in.works', 'task.confirmed', 'scan.reads', 'install.works', 'offline.viewing'],
      note: 'The plan’s own table of critical tests, in its five kinds.',
    }),
    byCheck('accounts', 'Admin and employee accounts created; a user sets the password on first login', {
      checks: ['first-password.changed'],
      phase: 'launch',
    }),
    byCheck('backup-verified', 'Backup system verified', {
      checks: [
        'backup.taken',
        'restore.completes',
        'restore.rows-equal',
        'restore.structure-equal',
        'restore.objects-equal',
        'restore.refuses-damage',
        'restore.point',
      ],
    }),
    byPerson('docs-ready', 'Documentation ready for employees', { role: 'management' }),
    byPerson('training', 'Training session held, rollout e-mail sent', {
      role: 'management',
      phase: 'after',
    }),
  ]),
  ...section('pem2-services', 'security considerations', [
    byCheck('jwt-expiry', 'JWT access tokens expire after 1 hour', { checks: ['token.lifetime'] }),
    byCheck('rbac', 'Role-based access control holds on every endpoint', {
      checks: ['roles.enforced', 'auth.required', 'routes.guarded'],
      note: 'By role on the routes that the target names, 75 of the 230 that the application has; without a token on all that its own document names.',
    }),
    byCheck('password-hashing', 'Passwords are stored hashed', { checks: ['passwords.hashed'] }),
    byCheck('rate-limit-login', 'Rate limiting on login attempts', {
      checks: ['login.limited', 'login.limit-holds'],
    }),
    byCheck('security-headers', 'Security headers configured', { checks: ['headers.present'] }),
    byCheck('monitoring', 'Monitoring and alerting set up', {
      phase: 'launch',
      checks: ['watch.alive'],
    }),
  ]),
  ...section('pem2-services', 'rollback plan', [
    byCheck('rollback-restore', 'Restore from database backup and redeploy the previous version', {
      checks: ['restore.completes', 'restore.time', 'restored.task'],
      note: 'The database’s part of it; the previous version is not put back.',
    }),
  ]),
  ...section('pem2-services', '1.2 / 2.2', [
    byCheck('photos-in-object-storage', 'Photos are stored in the object storage (Spaces)', {
      checks: ['photo.stored'],
    }),
  ]),
  ...section('pem2-services', '2.1 / security considerations', [
    byCheck('backup-scheduled', 'Automated backups run as scheduled and the newest is fresh', {
      checks: ['backup.fresh'],
      phase: 'launch',
    }),
  ]),
  ...section('pem2-services', '2.2', [
    byCheck('compression', 'Answers are compressed', { checks: ['answers.compressed'] }),
  ]),
  ...section('pem2-services', '3.1', [
    byCheck('updates-in-field', 'Updates reach installed phones automatically; no stuck client', {
      checks: ['update.arrives'],
      note: 'The release before is an earlier commit of the same source, or what --previous names.',
    }),
  ]),
];
