import { openSql } from '../../stack/clients/sql.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

/** The columns of one row, by name. @throws StackError `unsupported` where nobody can look, or there is none. */
export async function namesOfRow(
  { access }: Pick<StartedStack, 'access'>,
  query: string | undefined,
): Promise<Readonly<Record<string, string>>> {
  if (query === undefined) return {};
  if (access.sql === undefined) throw new StackError('unsupported', 'no SQL access: no row to begin with');
  await using sql = openSql(access.sql);
  const [row] = await sql.query(query);
  if (row === undefined) throw new StackError('unsupported', `no row to begin with: ${query}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}
