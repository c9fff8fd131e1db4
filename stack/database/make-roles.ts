import type { Client } from 'pg';

/** Who is there before a system is installed. */
export interface DatabaseUsers {
  /** Roles without log-in that the database's administrator has made. */
  readonly databaseRoles?: readonly string[];
  /** The system's own user may make databases, as its documents give it to it: its own tests make one. */
  readonly databaseUserCreates?: true;
}

/** The account that a system uses, and the roles beside it. */
export async function makeRoles(
  client: Client,
  account: { readonly name: string; readonly password: string },
  { databaseRoles = [], databaseUserCreates }: DatabaseUsers,
): Promise<void> {
  const [name, password] = [client.escapeIdentifier(account.name), client.escapeLiteral(account.password)];
  const creates = databaseUserCreates === true ? 'CREATEDB' : 'NOCREATEDB';
  await client.query(`CREATE ROLE ${name} LOGIN ${creates} PASSWORD ${password}`);
  for (const role of databaseRoles)
    await client.query(`CREATE ROLE ${client.escapeIdentifier(role)} NOLOGIN`);
}
