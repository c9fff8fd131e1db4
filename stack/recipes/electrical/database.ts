import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSql } from '../../clients/sql.ts';
import { StackError } from '../../stack-error.ts';
import { pythonOf, releaseHere } from '../built-checkout.ts';
import type { RecipeContext } from '../recipe.ts';
import { passwordOf, seededAccounts } from './accounts.ts';
import type { DocumentedStep } from './deployments.ts';
import { gapStatements } from './gaps.ts';
import { seedPhoto, seedStatements } from './seed.ts';
import { environments, layOutBackend } from './tree.ts';

/** database/README.md, Current Schema and Migration Order. */
const schemaFiles = [
  'database/schema_v3_final',
  'database/migration_tracking',
  'database/migration_add_activity_tracking',
  'database/migration_multi_worker_dates',
  'database/migration_add_time_tracking_fixed',
  'database/migration_schedule_contradictions',
  'database/migration_add_reporting_views',
  'database/migration_add_financial_reports_v3',
  'database/migration_scope_to_tasks',
  'database/migration_work_order_photos_compat',
  'database/migration_missing_core_tables',
  'database/migration_photo_notes',
  'database/migration_notifications',
  'database/migration_purchase_order_items',
  'database/migration_quotes_system',
  'database/migration_communication_settings',
  'database/migration_add_variance_reporting',
  'database/migration_account_lockout',
] as const;

/** What a release may hold besides, which the list does not name, and which the application's statements need. */
const unlistedFiles = [
  'database/migration_assigned_manager',
  'database/migration_manager_workers',
  'database/migration_drop_assigned_to_fk',
  'database/migration_add_leftover_tracking',
  'database/migration_email_notification_templates',
  'database/van_inventory_migration',
  'database/vendor_returns_migration',
  'fix_production_schema',
  'production_migration_complete',
] as const;

/** Where the back end finds its database; every driver's programs (psql, pg_dump) read the same names. */
export function databaseEnvironment(context: RecipeContext): Readonly<Record<string, string>> {
  const { sql } = context.services;
  if (sql?.engine !== 'postgres') {
    throw new StackError('unsupported', 'expected PostgreSQL, got another stack');
  }
  const { hostname, port, username, password, pathname } = new URL(sql.url);
  const name = decodeURIComponent(pathname.slice(1));
  const user = decodeURIComponent(username);
  const secret = decodeURIComponent(password);
  return {
    DB_HOST: hostname,
    DB_PORT: port,
    DB_USER: user,
    DB_PASSWORD: secret,
    DB_NAME: name,
    // In the documented containers the commands find their server by its socket.
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: user,
    PGPASSWORD: secret,
    PGDATABASE: name,
    // The documented database server has this zone; it is not Golive's.
    PGTZ: 'America/New_York',
  };
}

export async function initialiseDatabase(
  context: RecipeContext,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const release = releaseHere(context);
  const there = unlistedFiles.filter((name) => existsSync(join(release, `${name}.sql`)));
  for (const name of [...schemaFiles, ...there]) {
    const file = join(context.prepared.folder, `${name}.sql`);
    // As the plan writes it: psql goes on after a statement that failed.
    const { stderr } = await context.run('psql', ['--no-psqlrc', '--quiet', '-f', file], {
      folder: context.prepared.folder,
      environment,
      timeoutMs: 30_000,
      label: `${name}.sql`,
    });
    const errors = stderr.split('\n').filter((line) => /:\d+: ERROR: /u.test(line));
    if (errors.length > 0) {
      const first = (errors[0] ?? '').replace(/^.*:(\d+): ERROR: +/u, 'line $1: ');
      context.report(`${name}.sql: ${errors.length} statements failed, the first at ${first}`);
    }
  }
  await makeAccounts(context, environment);
  await seed(context);
}

async function makeAccounts(
  context: RecipeContext,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = await layOutBackend(context);
  const python = pythonOf(context, environments);
  const make = seededAccounts.map(({ name, username, role, fullName }) => {
    const given = [
      ['username', username],
      ['password', passwordOf(context, name)],
      ['role', role],
      ['full-name', fullName],
      ['email', `${username}@example.com`],
      // Joined: a password may begin with a dash.
    ].map(([option, value]) => `--${option ?? ''}=${value ?? ''}`);
    return context.run(python, ['scripts/create_admin.py', ...given], {
      folder,
      environment,
      timeoutMs: 30_000,
      label: `scripts/create_admin.py --username ${username}`,
    });
  });
  await Promise.all(make);
}

async function seed(context: RecipeContext): Promise<void> {
  if (context.services.sql === undefined) return;
  await using sql = openSql(context.services.sql, { write: true });
  for (const statement of [...gapStatements, ...seedStatements]) await sql.query(statement);
  const folder = join(await layOutBackend(context), seedPhoto.folder);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, seedPhoto.file), Buffer.from(seedPhoto.base64, 'base64'));
}

/** The documents’ own commands, each to its end. @throws StackError `command-failed` naming the document. */
export async function initialiseAsDocumented(
  context: RecipeContext,
  environment: Readonly<Record<string, string>>,
  steps: readonly DocumentedStep[],
): Promise<void> {
  const folder = await layOutBackend(context);
  for (const step of steps) {
    const program = step.program === 'psql' ? 'psql' : pythonOf(context, environments);
    const options = { folder, environment, timeoutMs: 30_000, label: step.source };
    await context.run(program, step.arguments, options);
  }
}
