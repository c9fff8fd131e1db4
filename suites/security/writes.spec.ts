import { substitute } from '../../targets/substitute.ts';
import type { Write } from '../../targets/schema/writes.ts';
import type { SqlClient, SqlRow } from '../../stack/clients/sql.ts';
import { check } from '../../fixtures/check.ts';
import type { Names } from '../../fixtures/pages/pages.ts';
import {
  changeOf,
  confirmAcknowledged,
  confirmCarried,
  findWrite,
  idOfNobody,
  prepareWrite,
  refersTo,
} from '../../fixtures/stated-write.ts';

check('writes.carry-record', async ({ subject, people, attached, sql, unique, seen }) => {
  const write = findWrite(attached.target, subject);
  const session = async (role: string) => await people.session(role);
  const names = await prepareWrite(write, unique, { sql, session });
  const answer = await (await session(write.role)).send(write.request, names);
  const what = `${write.request.method} ${write.request.path}`;
  if (confirmAcknowledged(seen, what, write, answer)) confirmCarried(seen, write, answer, names);
});

/** The record as it stands; undefined where it cannot be seen. */
async function rowsOf(
  { rows }: Write,
  names: Names,
  sql: SqlClient | undefined,
): Promise<readonly SqlRow[] | undefined> {
  if (!rows || !sql) return undefined;
  const values = rows.values.map((value) => substitute(value, names));
  return await sql.query(rows.query, values);
}

check('writes.refer', async ({ subject, people, attached, sql, unique, seen }) => {
  const write = findWrite(attached.target, subject);
  const session = async (role: string) => await people.session(role);
  const names = await prepareWrite(write, unique, { sql, session });
  const person = await session(write.role);
  for (const { field, wrong, refused } of write.references) {
    const strangers = Object.entries(wrong).map(
      ([what, value]) => [what, () => substitute(value, names)] as const,
    );
    for (const [what, value] of [['a record that is not there', idOfNobody] as const, ...strangers]) {
      const before = await rowsOf(write, names, sql);
      const { status } = await person.send(refersTo(write, field, names, value));
      const expected = refused.includes(status) ? status : refused.join('/');
      seen.confirm(`${field}: ${what}`, { expected, actual: status });
      if (before === undefined) continue;
      const after = await rowsOf(write, names, sql);
      const actual = changeOf(before, after ?? []);
      seen.confirm(`the record after ${field}: ${what}`, { expected: 'unchanged', actual });
    }
  }
  // Who refuses everything has told no right reference from a wrong one.
  confirmAcknowledged(seen, 'what is right', write, await person.send(write.request, names));
});
