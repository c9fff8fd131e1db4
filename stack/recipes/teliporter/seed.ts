import { openSql, type SqlClient } from '../../clients/sql.ts';
import { StackError } from '../../stack-error.ts';
import type { RecipeContext } from '../recipe.ts';
import { crowd, people, secretName } from './accounts.ts';
import { environmentOf } from './environment.ts';
import { seedRows } from './seed-rows.ts';
import { accessTokenOf } from './square/answer.ts';
import { pythonOf } from '../built-checkout.ts';
import { teliporterTree } from './tree.ts';

const pythonTimeoutMs = 60_000;

/** Hashes and seals with the system’s own functions, so that what is stored is what it would have stored. */
const sealProgram = `
import json, os, sys
from app.utils.security import hash_password
from app.utils.encryption import encrypt_token
asked = json.loads(os.environ["GOLIVE_SEED"])
print(json.dumps({"hashes": [hash_password(p) for p in asked["passwords"]],
                  "sealed": [encrypt_token(t) for t in asked["tokens"]]}))
`;

/**
 * What happens by itself when an administrator first opens the permissions, and after a sync: the defaults of each role,
 * and the daily totals.
 */
const finishProgram = `
from app.database import SessionLocal
import app.models
from app.models.organization import Organization
from app.models.location import Location
from app.api.v1.permissions import _seed_defaults
from app.services.summary_service import rebuild_daily_summaries_for_locations
db = SessionLocal()
for organisation in db.query(Organization).all():
    _seed_defaults(db, organisation.id)
print(rebuild_daily_summaries_for_locations(db, [str(l.id) for l in db.query(Location).all()]))
`;

/** Two organisations with people, a Square account each, shops, clients, budgets and forty days of sales. */
export async function seedDatabase(context: RecipeContext, backend: string): Promise<void> {
  const accounts = [...people, ...crowd.slice(0, 1)].map(({ account }) => account);
  const passwords = accounts.map((account) => context.secret(secretName(account)));
  const tokens = ['MERCHANT-NORTH', 'MERCHANT-SOUTH'].map(accessTokenOf);
  const sealed = parseSealed(await runPython(context, backend, sealProgram, { passwords, tokens }));
  const hashOf = new Map(accounts.map((account, at) => [account, sealed.hashes[at] ?? '']));
  await using sql = openForSeed(context);
  await seedRows(sql, { hashOf, sealedTokens: sealed.sealed });
  await runPython(context, backend, finishProgram, {});
}

function openForSeed({ services }: RecipeContext): SqlClient {
  if (services.sql?.engine !== 'postgres')
    throw new StackError('unsupported', 'Teliporter: expected PostgreSQL, got none');
  // The run's own certificate, which nobody's store knows.
  return openSql({ ...services.sql, url: `${services.sql.url}?sslmode=no-verify` }, { write: true });
}

async function runPython(
  context: RecipeContext,
  folder: string,
  program: string,
  told: unknown,
): Promise<string> {
  const { stdout } = await context.run(
    pythonOf(context, teliporterTree.python.environments),
    ['-c', program],
    {
      folder,
      environment: { ...(await environmentOf(context)), GOLIVE_SEED: JSON.stringify(told) },
      timeoutMs: pythonTimeoutMs,
      label: 'seed with the system’s own functions',
    },
  );
  return stdout;
}

function parseSealed(text: string): {
  readonly hashes: readonly string[];
  readonly sealed: readonly string[];
} {
  const said: unknown = JSON.parse(text);
  const list = (name: string): readonly string[] => {
    const value: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined;
    if (Array.isArray(value)) return value.map(String);
    throw new StackError('command-failed', `seed: expected a list of ${name}, got ${typeof value}`);
  };
  return { hashes: list('hashes'), sealed: list('sealed') };
}
