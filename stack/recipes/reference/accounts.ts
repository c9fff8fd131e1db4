import { createHash } from 'node:crypto';
import { Secret } from 'otpauth';
import { openSql } from '../../clients/sql.ts';
import type { Account } from '../../facts.ts';
import { StackError } from '../../stack-error.ts';
import type { RecipeContext } from '../recipe.ts';

const at = (local: string): string => `${local}@fieldbook.example`;

/** Accounts of the seed, by the names that the target uses. */
const seeded = {
  dispatcher: at('dispatch'),
  technician: at('tech1'),
  warehouse: at('stores'),
  newcomer: at('new.starter'),
  /** Is locked out by a check, and needed by no other. */
  locked: at('tech8'),
} as const;

/**
 * Each of the workers that sign in side by side needs an admin of its own, because a code of a second factor works
 * once in its 30 s, and a newcomer of its own, because a first password is changed once: `admin#0`, `newcomer#0` …
 */
const laneCount = 12;

/** Of the hundred people of the load, those that plan the work: from this number on. */
const firstLoadDispatcher = 81;

export function seedSecrets(context: RecipeContext): {
  readonly password: string;
  readonly totpSecret: string;
} {
  return { password: context.secret('fieldbook password'), totpSecret: totpSecret(context, 'admin') };
}

export function accountsOf(context: RecipeContext): Readonly<Record<string, Account>> {
  const password = context.secret('fieldbook password');
  const accounts: Record<string, Account> = {
    admin: { email: at('admin'), password, totpSecret: totpSecret(context, 'admin') },
  };
  for (const [name, email] of Object.entries(seeded)) accounts[name] = { email, password };
  for (const lane of lanes()) {
    accounts[`newcomer#${lane}`] = { email: newcomerEmail(lane), password };
    accounts[`admin#${lane}`] = {
      email: laneEmail(lane),
      password,
      totpSecret: totpSecret(context, `admin ${lane}`),
    };
  }
  return accounts;
}

/** What the seed lacks: an admin and a newcomer for each lane, and dispatchers among the people of the load. */
export async function addAccounts(context: RecipeContext, hashes: readonly string[]): Promise<void> {
  if (context.services.sql === undefined)
    throw new StackError('unsupported', 'Fieldbook: expected a database, got none');
  await using sql = openSql(context.services.sql, { write: true });
  const newcomers = hashes.slice(laneCount);
  for (const lane of lanes()) {
    await sql.query(
      `insert into users (email, name, role, password_hash, on_board, totp_secret)
       values ($1, $2, 'admin', $3, false, $4)`,
      [laneEmail(lane), `Admin ${lane + 1}`, hashes[lane], totpSecret(context, `admin ${lane}`)],
    );
    await sql.query(
      `insert into users (email, name, role, password_hash, on_board, must_change_password)
       values ($1, $2, 'technician', $3, false, true)`,
      [newcomerEmail(lane), `Newcomer ${lane + 1}`, newcomers[lane]],
    );
  }
  await sql.query(
    `update users set role = 'dispatcher' where email like 'load%' and substr(email, 5, 3)::int >= $1`,
    [firstLoadDispatcher],
  );
}

/** One for each account that is added, with a salt of its own, made by the system's own function. */
export async function hashesForAccounts(context: RecipeContext): Promise<readonly string[]> {
  const script = `import { hashPassword } from './server/auth/passwords.ts';
    const one = () => hashPassword(process.env.NEW_PASSWORD);
    console.log((await Promise.all(Array.from({ length: ${2 * laneCount} }, one))).join('\\n'));`;
  const { stdout } = await context.run(context.node, ['--input-type=module', '-e', script], {
    folder: context.prepared.folder,
    environment: { NEW_PASSWORD: context.secret('fieldbook password') },
    timeoutMs: 30_000,
    label: 'hashing the passwords of admins and newcomers',
  });
  return stdout.trim().split('\n');
}

function lanes(): readonly number[] {
  return Array.from({ length: laneCount }, (_, lane) => lane);
}

function laneEmail(lane: number): string {
  return at(`admin${lane + 1}`);
}

function newcomerEmail(lane: number): string {
  return at(`newcomer${lane + 1}`);
}

/** Base32 of 20 bytes, as authenticator applications take it. */
function totpSecret(context: RecipeContext, name: string): string {
  const bytes = createHash('sha1')
    .update(context.secret(`fieldbook second factor ${name}`))
    .digest();
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}
