import pg from 'pg';
import { makeRoles } from '../database/make-roles.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { RunSecrets } from '../run-secrets.ts';
import type { Addresses } from './compose/addresses.ts';
import type { Readiness } from './parts/container-part.ts';
import { secretNames } from './secret-names.ts';

const port = 5432;
const lookLimitMs = 2_000;

/** PostgreSQL in its container: who it is reached as, and where. */
export interface DatabasePlace {
  /** As the administrator, in the database of the system. */
  readonly direct: string;
  /** As the system itself. */
  readonly system: string;
  /** As the administrator, in the database that is there before any other. */
  readonly first: string;
}

export function databasePlace(recipe: Recipe, secrets: RunSecrets, { database }: Addresses): DatabasePlace {
  const own = nameOf(recipe);
  const url = (user: string, secret: string, name: string): string =>
    `postgres://${user}:${secrets.get(secret)}@${database}:${port}/${name}`;
  return {
    direct: url('postgres', secretNames.administrator, own),
    system: url(own, secretNames.account, own),
    first: url('postgres', secretNames.administrator, 'postgres'),
  };
}

const nameOf = ({ application }: Recipe): string => application.replaceAll('-', '_');

/** An open port is not enough: a server that recovers from its death refuses everybody for a while. */
export function takesQueries({ first }: DatabasePlace): Readiness {
  return {
    what: 'PostgreSQL to take a query',
    async look() {
      const client = clientOf(first, lookLimitMs);
      try {
        await client.connect();
        await client.query('SELECT 1');
        return { done: true };
      } catch (error) {
        return { done: false, seen: error instanceof Error ? error.message : String(error) };
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

/** One empty database, owned by the account that the system uses. */
export async function makeDatabase(
  { first }: DatabasePlace,
  recipe: Recipe,
  secrets: RunSecrets,
): Promise<void> {
  const client = clientOf(first, 10_000);
  await client.connect();
  try {
    const name = client.escapeIdentifier(nameOf(recipe));
    await makeRoles(client, { name: nameOf(recipe), password: secrets.get(secretNames.account) }, recipe);
    await client.query(`CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

/** A connection to the server, not opened yet. */
export function clientOf(url: string, connectionTimeoutMillis: number): pg.Client {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis });
  // A server that dies cuts its connections; without a listener that would end the whole run.
  client.on('error', () => undefined);
  return client;
}
