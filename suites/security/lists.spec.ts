import { readPointer } from '../../targets/pointer.ts';
import type { Endpoint } from '../../targets/schema/endpoints.ts';
import type { Target } from '../../targets/schema/target.ts';
import { substitute } from '../../targets/substitute.ts';
import { asText } from '../../targets/pointer.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { check } from '../../fixtures/check.ts';

function listEndpoint(target: Target, id: string) {
  const endpoint = target.endpoints.find((item) => item.id === id);
  if (!endpoint?.list) throw new Error(`${id} is no list of the target`);
  return { endpoint, list: endpoint.list };
}

async function pathOf(endpoint: Endpoint, target: Target, sql: SqlClient | undefined): Promise<string> {
  const row = sql ? ((await sql.query(target.records.query, []))[0] ?? {}) : {};
  const names = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));
  return substitute(endpoint.path, { ...target.records.fixed, ...names });
}

const rowsOf = (body: unknown, pointer: string): readonly unknown[] => {
  const rows = readPointer(body, pointer);
  return Array.isArray(rows) ? rows : [];
};

check('list.bounded', async ({ subject, people, attached, sql, seen }) => {
  const { endpoint, list } = listEndpoint(attached.target, subject);
  const path = await pathOf(endpoint, attached.target, sql);
  const session = await people.session(endpoint.roles[0] ?? '');
  for (const size of ['1000000', '-1']) {
    const answer = await session.send({ method: 'GET', path: `${path}?${list.pageSizeParameter}=${size}` });
    const rows = answer.status === 200 ? rowsOf(answer.json(), list.rows).length : 0;
    seen.confirm(`${list.pageSizeParameter}=${size} answers`, {
      operator: '<',
      expected: 500,
      actual: answer.status,
    });
    seen.confirm(`rows for ${list.pageSizeParameter}=${size}`, {
      operator: '<=',
      expected: list.largestPage,
      actual: rows,
      unit: 'rows',
      limit: list.largestPage,
    });
  }
  const plain = await session.send({ method: 'GET', path });
  const rows = rowsOf(plain.json(), list.rows).length;
  seen.confirm('rows when no size is asked for', {
    operator: '<=',
    expected: list.largestPage,
    actual: rows,
  });
});

check('list.fields', async ({ subject, people, attached, sql, seen }) => {
  const { endpoint, list } = listEndpoint(attached.target, subject);
  if (!list.fieldsParameter || !list.field) {
    seen.inconclusive(`${subject}: the target names no field to ask for`);
    return;
  }
  const path = await pathOf(endpoint, attached.target, sql);
  const session = await people.session(endpoint.roles[0] ?? '');
  const answer = await session.send({ method: 'GET', path: `${path}?${list.fieldsParameter}=${list.field}` });
  seen.confirm('status', { expected: 200, actual: answer.status });
  const [first] = rowsOf(answer.json(), list.rows);
  if (first === undefined) {
    const empty = rowsOf((await session.send({ method: 'GET', path })).json(), list.rows).length;
    seen.confirm('an empty list stays empty', { expected: 0, actual: empty });
    return;
  }
  seen.confirm('fields of a row', { expected: list.field, actual: Object.keys(first as object).join(', ') });
});
