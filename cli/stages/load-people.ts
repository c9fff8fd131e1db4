import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePhoto } from '../../fixtures/camera/photo.ts';
import type { LoadRecords } from '../../load/index.ts';
import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { asText } from '../../targets/pointer.ts';
import type { Load } from '../../targets/schema/limits.ts';

const photoBytes = 180_000;

/** Its own loopback address for every user, as 100 phones would have. */
export const addressOf = (user: number): string => `127.0.${1 + Math.floor(user / 250)}.${1 + (user % 250)}`;

export function crowdOf(load: Load, user: number) {
  const number = user + 1;
  const crowd = load.people.find(({ from, to }) => number >= from && number <= to);
  if (!crowd) throw new StackError('unsupported', `load.people: nobody plays user ${number}`);
  return { ...crowd, email: crowd.email.replace('{index}', String(number).padStart(3, '0')) };
}

export async function readRecords(load: Load, sql: SqlClient, folder: string): Promise<LoadRecords> {
  const photo = join(folder, 'photo.png');
  writeFileSync(photo, makePhoto({ sizeBytes: photoBytes, seed: 7 }).buffer);
  const read = Object.entries(load.records).map(async ([name, query]) => {
    const rows = await sql.query(query);
    const plain = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          typeof value === 'number' ? value : asText(value),
        ]),
      ),
    );
    return [name, plain] as const;
  });
  return { ...Object.fromEntries(await Promise.all(read)), photo: [{ file: photo }] };
}

/** From the user's own address, unless it comes from another. */
export async function signInUser(
  stack: StartedStack,
  load: Load,
  user: number,
  address = addressOf(user),
): Promise<string> {
  const { target, facts, access } = stack;
  const crowd = crowdOf(load, user);
  const http = openHttp({ facts, access, sourceAddress: address });
  try {
    const { password } = accountOf(target, access, crowd.passwordOf);
    // Whoever has a token of their own stands in the access by it.
    const { token } = Object.values(access.accounts).find(({ email }) => email === crowd.email) ?? {};
    const account = { email: crowd.email, password, ...(token === undefined ? {} : { token }) };
    return (await signIn(http, { target, role: crowd.role, account })).token;
  } finally {
    await http.close();
  }
}
