import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Scratch } from '../../targets/schema/hooks.ts';
import { openSql, type SqlClient } from '../clients/sql.ts';
import type { ComponentEndpoint } from '../component.ts';
import type { Access } from '../facts.ts';
import { StackError } from '../stack-error.ts';
import type { AttachOrder } from './attach-order.ts';
import { resolveBucket, resolveDatabase } from './resolve-access.ts';

/** Where a restore may go: looked at, and none of what was attached to. */
export interface ScratchPlace {
  readonly scratch: Scratch;
  readonly access: Pick<Access, 'sql' | 'objects'>;
}

type Sql = NonNullable<Access['sql']>;

/**
 * The scratch place of the hooks, which must be another place than the deployment's and hold nothing.
 * @throws StackError `refused` in a sentence, before anything is restored.
 */
export async function scratchPlace(
  order: AttachOrder,
  main: Pick<Access, 'sql' | 'objects'>,
): Promise<ScratchPlace> {
  const scratch = order.hooks.commands.restore?.scratch;
  if (scratch === undefined) {
    throw new StackError(
      'refused',
      'a restore goes only to a scratch place: expected commands.restore.scratch in the hooks, got none',
    );
  }
  const field = 'commands.restore.scratch';
  const sql = scratch.database && resolveDatabase(order, `${field}.database`, scratch.database);
  const objects = scratch.bucket && resolveBucket(order, `${field}.bucket`, scratch.bucket);
  if (main.sql && !sql) throw refused('expected a database of its own, got none');
  if (objects && main.objects && sameBucket(objects, main.objects)) {
    throw refused(`its bucket ${objects.bucket} at ${objects.endpoint} is the deployment’s own`);
  }
  if (sql && main.sql && (await sameDatabase(sql, main.sql))) {
    throw refused('its database is the deployment’s own');
  }
  return {
    scratch,
    access: { ...(sql === undefined ? {} : { sql }), ...(objects === undefined ? {} : { objects }) },
  };
}

/** @throws StackError `refused` where tables are there: they may be somebody's. */
export async function assertEmpty({ access }: ScratchPlace): Promise<void> {
  if (access.sql === undefined) return;
  // A file that is not there yet holds nothing.
  if (access.sql.engine === 'sqlite' && !existsSync(access.sql.file)) return;
  await using sql = openSql(access.sql);
  const query = tablesOf[access.sql.engine];
  const tables = Number((await sql.query(query))[0]?.['n'] ?? 0);
  if (tables === 0) return;
  const expected = 'expected an empty database, or commands.restore.scratch.empty in the hooks';
  throw refused(`its database holds ${tables} tables: ${expected}`);
}

const tablesOf = {
  postgres:
    "select count(*)::int as n from pg_class c join pg_namespace s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'm') and s.nspname not like 'pg\\_%' and s.nspname <> 'information_schema'",
  sqlite:
    "select count(*) as n from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
} as const;

function sameBucket(one: NonNullable<Access['objects']>, other: NonNullable<Access['objects']>): boolean {
  return one.bucket === other.bucket && new URL(one.endpoint).host === new URL(other.endpoint).host;
}

/** Two URLs may lead to one database by different names: the servers are asked who they are. */
async function sameDatabase(one: Sql, other: Sql): Promise<boolean> {
  if (one.engine !== other.engine) return false;
  if (one.engine === 'sqlite' && other.engine === 'sqlite') return sameFile(one.file, other.file);
  const [first, second] = await Promise.all([identityOf(one), identityOf(other)]);
  return first === second;
}

/** Two paths may lead to one file. */
function sameFile(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

async function identityOf(access: Sql): Promise<string> {
  await using sql: SqlClient = openSql(access);
  const query =
    'select system_identifier::text as server, (select oid::text from pg_database where datname = current_database()) as database from pg_control_system()';
  const [row] = await sql.query(query);
  return `${String(row?.['server'])}/${String(row?.['database'])}`;
}

/** @throws StackError `refused` where the restored system would answer at the deployment's own address. */
export function assertElsewhere(endpoint: ComponentEndpoint, main: ComponentEndpoint): void {
  if (endpoint.host !== main.host || endpoint.port !== main.port) return;
  throw refused(`it answers at ${endpoint.host}:${endpoint.port}, where the deployment itself does`);
}

function refused(why: string): StackError {
  return new StackError('refused', `the scratch place of a restore: ${why}; nothing was restored`);
}
