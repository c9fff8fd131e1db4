import { asText, readPointer } from '../../targets/pointer.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { asking } from '../../fixtures/asking.ts';
import { confirmRows } from '../../fixtures/list-sightings.ts';
import { confirmFields, fieldNamed } from '../../fixtures/row-fields.ts';
import { findEndpoint, recordNames } from '../../fixtures/record-names.ts';

check('list.fields', async ({ subject, people, attached, sql, seen }) => {
  const endpoint = findEndpoint(attached.target, subject);
  const { list } = endpoint;
  if (!list?.fieldsParameter || !list.field) {
    seen.inconclusive(`${subject}: the target names no field to ask for`);
    return;
  }
  const { fieldsParameter, field, rows: at } = list;
  const path = substitute(endpoint.path, await recordNames(attached.target, sql));
  const session = await people.session(endpoint.roles[0] ?? '');
  const rowsOf = async (asked: string): Promise<readonly unknown[]> => {
    const answer = await session.send({ method: 'GET', path: asked });
    seen.confirm(asked, { expected: 200, actual: answer.status });
    return answer.status === 200 ? (confirmRows(seen, asked, answer.json(), at) ?? []) : [];
  };
  const whole = await rowsOf(path);
  const one = await rowsOf(asking(path, fieldsParameter, field));
  confirmFields(seen, one, [field]);
  const key = list.ids === undefined ? undefined : fieldNamed(list.ids.pointer);
  if (whole.length === 0 || one.length === 0)
    seen.inconclusive('the list is empty: it shows nothing of the fields of a row');
  if (key === undefined || key === field || whole.length === 0) return;
  // Two of them, and one tells which row it is: what stands in the other is what the whole row holds.
  const two = await rowsOf(asking(path, fieldsParameter, `${key},${field}`));
  confirmFields(seen, two, [key, field]);
  const known = new Map(whole.map((row) => [asText(readPointer(row, `/${key}`)), row]));
  const both = two.flatMap((row) => {
    const same = known.get(asText(readPointer(row, `/${key}`)));
    return same === undefined ? [] : [[row, same] as const];
  });
  // Others write meanwhile: a row may be new, and none but a few are.
  seen.confirm('rows asked for in part that are rows of the list', {
    operator: '>',
    expected: 0,
    actual: both.length,
  });
  const [part, row] = both[0] ?? [];
  seen.confirm(`${field}, in part and whole`, {
    expected: asText(readPointer(row, `/${field}`)),
    actual: asText(readPointer(part, `/${field}`)),
  });
});
