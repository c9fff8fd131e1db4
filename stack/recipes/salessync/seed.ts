import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StackError } from '../../stack-error.ts';
import { releaseHere } from '../built-checkout.ts';
import type { RecipeContext } from '../recipe.ts';
import { requireOneRow, seedRows } from './seed-rows.ts';
import { secretName, seededAccounts, type SeededAccount } from './accounts.ts';
import type { Layout } from './tree.ts';

/** The cost that the plan names: "bcrypt hashing (salt rounds: 10)". */
const hashRounds = 10;
const hashTimeoutMs = 60_000;

/** Hashes each password of the environment with the system's own library; the answer is JSON. */
const hashProgram = `const { env } = require('node:process');
const { hashSync } = require('bcryptjs');
const passwords = JSON.parse(env.SALESSYNC_PASSWORDS);
const hashes = passwords.map((password) => hashSync(password, ${hashRounds}));
process.stdout.write(JSON.stringify(hashes));`;

/**
 * The shipped database, made ready as its plan tells an operator to: every published password is replaced by
 * one of this run. The system's own endpoint for that does the same update, but needs the system running.
 * Added are the people of the load, one record of each kind that the shipped database holds none of, and enough
 * rows of the long lists to fill more than a page (seed-rows.ts).
 */
export async function seedDatabase(context: RecipeContext, layout: Layout): Promise<void> {
  await copyFile(join(releaseHere(context), 'backend-api', 'database', 'salessync.db'), layout.database);
  const hashes = await hashPasswords(context, layout);
  const database = new DatabaseSync(layout.database, { enableForeignKeyConstraints: true });
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const account of seededAccounts) writeAccount(database, account, hashes);
    seedRows(database, ['PEPSI_SA', 'DEMO'], 'PEPSI_SA');
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

async function hashPasswords(context: RecipeContext, layout: Layout): Promise<ReadonlyMap<string, string>> {
  const people = [...new Set(seededAccounts.map(({ passwordOf }) => passwordOf))];
  const passwords = people.map((passwordOf) => context.secret(secretName(passwordOf)));
  const { stdout } = await context.run(context.node, ['-e', hashProgram], {
    folder: layout.backend,
    environment: { SALESSYNC_PASSWORDS: JSON.stringify(passwords) },
    timeoutMs: hashTimeoutMs,
    label: 'hash this run’s passwords with the system’s own library',
  });
  const hashes: unknown = JSON.parse(stdout);
  if (!Array.isArray(hashes)) {
    throw new StackError('command-failed', `expected a list of password hashes, got ${typeof hashes}`);
  }
  return new Map(people.map((passwordOf, at) => [passwordOf, String(hashes[at])]));
}

function writeAccount(
  database: DatabaseSync,
  { passwordOf, tenant, email, role, shipped }: SeededAccount,
  hashes: ReadonlyMap<string, string>,
): void {
  const hash = hashes.get(passwordOf);
  if (hash === undefined)
    throw new StackError('command-failed', `expected a hash for ${passwordOf}, got none`);
  const written = shipped
    ? database
        .prepare(
          `UPDATE users SET password_hash = ? WHERE email = ? AND role = ?
           AND tenant_id = (SELECT id FROM tenants WHERE code = ?)`,
        )
        .run(hash, email, role, tenant)
    : database
        .prepare(
          `INSERT INTO users (id, tenant_id, password_hash, email, first_name, last_name, role, status)
           SELECT ?, id, ?, ?, 'Load', 'Person', ?, 'active' FROM tenants WHERE code = ?`,
        )
        .run(randomUUID(), hash, email, role, tenant);
  requireOneRow(written.changes, `the account ${email} of ${tenant}`);
}
