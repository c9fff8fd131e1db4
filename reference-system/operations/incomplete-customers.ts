import pg from 'pg';
import { readDatabaseUrl } from '../server/config.ts';

/** Whoever misses one of these cannot be reached, and is mended before customers are taken to another system. */
const incomplete = `select id, name, concat_ws(' and ',
    case when trim(email) = '' then 'e-mail' end, case when trim(phone) = '' then 'phone' end) as misses
  from customers where trim(email) = '' or trim(phone) = '' order by name, id`;

const list = async (connectionString: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString, application_name: 'fieldbook-incomplete' });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; name: string; misses: string }>(incomplete);
    return rows.map(({ id, name, misses }) => `${id}\t${misses}\t${name}`);
  } finally {
    await client.end();
  }
};

try {
  for (const line of await list(readDatabaseUrl(process.env))) console.log(line);
} catch (error) {
  console.error(`incomplete-customers: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
