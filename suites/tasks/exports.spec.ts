import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import type { Export, Total } from '../../targets/schema/exports.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { check } from '../../fixtures/check.ts';
import { readExport, totalOf, type Table } from '../../fixtures/export-totals.ts';

const nameOf = (total: Total): string =>
  'figure' in total
    ? `figure ${total.figure}`
    : 'sumOf' in total
      ? `sum of ${total.sumOf}`
      : `rows under ${total.rowsUnder}`;

async function heldTotals(sql: SqlClient, { totals }: Export): Promise<readonly string[]> {
  const rows = await Promise.all(totals.map(({ query }) => sql.query(query)));
  return rows.map(([row]) => String(Number(asText(row?.['value']))));
}

const looks = 5;

check('export.totals', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const data = applicable(target.exports, 'exports').find(({ id }) => id === subject);
  if (!data) throw new Error(`${subject} is no export of the target`);
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: the totals were not compared');
    return;
  }
  const session = await people.session(data.role);
  // Others write meanwhile: the file must be one that the database held before or after it was made.
  for (let look = 1; look <= looks; look += 1) {
    const before = await heldTotals(sql, data);
    const answer = await session.send({ method: 'GET', path: data.path });
    const after = await heldTotals(sql, data);
    if (before.join() !== after.join() && look < looks) continue;
    seen.confirm('status', { expected: 200, actual: answer.status });
    if (answer.status !== 200) return;
    let table: Table;
    try {
      table = await readExport(answer.bytes, data);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      seen.confirm(`opened as ${data.format}`, { expected: 'a file with rows', actual: why });
      return;
    }
    for (const [index, total] of data.totals.entries()) {
      const told = totalOf(table, total);
      const expected = told === before[index] ? told : (after[index] ?? '');
      seen.confirm(nameOf(total), { expected, actual: told });
    }
    return;
  }
});
