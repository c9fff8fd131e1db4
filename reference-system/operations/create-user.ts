import { parseArgs } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { hashPassword } from '../server/auth/passwords.ts';
import { readDatabaseUrl } from '../server/config.ts';
import { choice, email, password, roles, text } from '../server/fields.ts';

const usage =
  'NEW_PASSWORD=… node operations/create-user.ts --email a@b.example --name "A B" --role admin [--must-change]';

const account = z.object({
  email,
  name: text('--name', 1, 200),
  role: choice('--role', roles),
  password: password('NEW_PASSWORD', 12),
});

/** The first account of a new installation; everybody else is added by an admin. */
const createUser = async (): Promise<string> => {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      'must-change': { type: 'boolean', default: false },
    },
  });
  const checked = account.safeParse({ ...values, password: process.env['NEW_PASSWORD'] });
  if (!checked.success) throw new Error(`${checked.error.issues[0]?.message}.\nUsage: ${usage}`);
  const user = checked.data;
  const client = new pg.Client({ connectionString: readDatabaseUrl(process.env) });
  await client.connect();
  try {
    const inserted = await client.query(
      `insert into users (email, name, role, password_hash, must_change_password)
       values ($1, $2, $3, $4, $5) on conflict (email) do nothing`,
      [user.email, user.name, user.role, await hashPassword(user.password), values['must-change']],
    );
    if (inserted.rowCount === 0)
      throw new Error(`Expected a new e-mail, but ${user.email} has an account already.`);
    return `Created ${user.email} (${user.role}).`;
  } finally {
    await client.end();
  }
};

try {
  console.log(await createUser());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
