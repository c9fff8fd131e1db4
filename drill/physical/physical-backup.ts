import { mkdir, writeFile } from 'node:fs/promises';
import { openSql, type SqlClient } from '../../stack/clients/sql.ts';
import type { Access } from '../../stack/facts.ts';
import { copyBucketToFolder } from './copy-objects.ts';
import { physicalParts } from './physical-parts.ts';
import { runTool, type ToolPlace } from './tool-run.ts';

export interface PhysicalBackup extends Pick<ToolPlace, 'operate' | 'signal'> {
  /** As the superuser, who may copy files and stream the log. */
  readonly sql: Extract<NonNullable<Access['sql']>, { engine: 'postgres' }>;
  readonly objects: Access['objects'];
  /** Empty. */
  readonly folder: string;
}

/** Keeps the log on the server from before the files are copied until it was fetched. */
const slot = 'golive_drill';

/**
 * Copies the files of a running cluster, then the stored objects, notes the moment, and fetches the log up to it: the
 * server needs no setting for that. PostgreSQL 15 or newer. @throws ToolFailed
 */
export async function backUpPhysically({ sql, objects, folder, ...place }: PhysicalBackup): Promise<void> {
  const parts = physicalParts(folder);
  const [words, environment] = connection(sql.url);
  const tool = (program: string, ...more: readonly string[]): Promise<void> =>
    runTool({ ...place, environment }, program, [...words, ...more]);
  await using server = openSql(sql, { write: true });
  await mkdir(parts.log);
  // pg_receivewal --create-slot reserves nothing: it would begin with what is written after the files.
  await server.query('SELECT pg_create_physical_replication_slot($1, true)', [slot]);
  try {
    const how = ['--wal-method=stream', '--checkpoint=fast', '--manifest-checksums=SHA256'];
    await tool('pg_basebackup', ...how, `--pgdata=${parts.base}`);
    // After the files: each row that names an object was there before it.
    if (objects !== undefined) await copyBucketToFolder(objects, parts.objects);
    const { until, end } = await noteMoment(server);
    const from = [`--slot=${slot}`, `--directory=${parts.log}`];
    await tool('pg_receivewal', ...from, `--endpos=${end}`, '--no-loop');
    await writeFile(parts.moment, until);
  } finally {
    await server.query('SELECT pg_drop_replication_slot($1)', [slot]);
  }
}

/** The password is not in the arguments, which everybody on the machine can read. */
function connection(url: string): readonly [readonly string[], Readonly<Record<string, string>>] {
  const { hostname, port, username, password } = new URL(url);
  const words = [`--host=${hostname}`, `--port=${port}`, `--username=${decodeURIComponent(username)}`];
  return [[...words, '--no-password'], { PGPASSWORD: decodeURIComponent(password) }];
}

/**
 * The moment, and the last byte of the piece of the log that goes past it. Recovery knows that it has reached a moment
 * by a transaction that was committed after it: one is, whoever else writes.
 */
async function noteMoment(server: SqlClient): Promise<{ readonly until: string; readonly end: string }> {
  const [moment] = await server.query('SELECT clock_timestamp()::text AS until');
  await server.query('SELECT pg_current_xact_id()');
  const [piece] = await server.query(`
    SELECT ('0/0'::pg_lsn + ceil((pg_switch_wal() - '0/0'::pg_lsn) / size) * size - 1)::text AS "end"
    FROM (SELECT pg_size_bytes(current_setting('wal_segment_size'))::numeric AS size) segment`);
  return { until: String(moment?.['until']), end: String(piece?.['end']) };
}
