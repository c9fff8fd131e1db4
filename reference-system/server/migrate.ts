import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { readDatabaseUrl } from './config.ts';

const folder = new URL('./migrations/', import.meta.url);
// Any constant will do: it keeps two releases from migrating at once.
const lockId = 7_302_001;

/** Brings the database to this release's schema; returns the names of the migrations that it applied. */
export const migrate = async (connectionString: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString, application_name: 'fieldbook-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockId]);
    await client.query(`create table if not exists schema_migrations
      (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const applied: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      if (await applyOnce(client, name)) applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
};

const applyOnce = async (client: pg.Client, name: string): Promise<boolean> => {
  const sql = await readFile(new URL(name, folder), 'utf8');
  const sha256 = createHash('sha256').update(sql).digest('hex');
  const known = await client.query<{ sha256: string }>(
    'select sha256 from schema_migrations where name = $1',
    [name],
  );
  const before = known.rows[0];
  if (before) {
    if (before.sha256 === sha256) return false;
    throw new Error(
      `Migration ${name}: expected the file that was applied (sha256 ${before.sha256}), got ${sha256}.`,
    );
  }
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} was not applied.`, { cause: error });
  }
  return true;
};

if (import.meta.main) {
  try {
    const applied = await migrate(readDatabaseUrl(process.env));
    console.log(applied.length ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
  } catch (error) {
    console.error(error instanceof Error && !error.cause ? error.message : error);
    process.exitCode = 1;
  }
}
