import { whyNotApplicable } from '../../targets/capabilities.ts';
import { asText, readPointer } from '../../targets/pointer.ts';
import type { List } from '../../targets/schema/endpoints.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Target } from '../../targets/schema/target.ts';
import { substitute } from '../../targets/substitute.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { asking } from '../../fixtures/asking.ts';
import { check } from '../../fixtures/check.ts';
import {
  confirmList,
  confirmRows,
  isSteady,
  whyBoundUnseen,
  type Held,
} from '../../fixtures/list-sightings.ts';
import type { Names } from '../../fixtures/pages/pages.ts';
import { findEndpoint, recordNames, tenantOf } from '../../fixtures/record-names.ts';

function listEndpoint(target: Target, id: string) {
  const endpoint = findEndpoint(target, id);
  if (!endpoint.list) throw new Error(`${id} is no list of the target`);
  return { endpoint, list: endpoint.list };
}

/** What the database holds of this list now. */
async function look(list: List, sql: SqlClient, names: Names): Promise<Held> {
  const rows = list.ids ? await sql.query(substitute(list.ids.query, names)) : [];
  const figures = Object.entries(list.figures).map(async ([pointer, query]) => {
    const [row] = await sql.query(substitute(query, names));
    return [pointer, asText(row?.['value'])] as const;
  });
  return {
    ids: new Set(rows.map((row) => asText(row['id']))),
    figures: Object.fromEntries(await Promise.all(figures)),
  };
}

/** Rows in all: as the database says, else as the answer states; undefined where neither does. */
async function heldRows(
  list: List,
  body: unknown,
  sql: SqlClient | undefined,
  names: Names,
): Promise<number | undefined> {
  if (list.ids && sql) return (await look(list, sql, names)).ids.size;
  const stated = list.total === undefined ? undefined : readPointer(body, list.total);
  return typeof stated === 'number' ? stated : undefined;
}

check('list.bounded', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const { endpoint, list } = listEndpoint(target, subject);
  const role = endpoint.roles[0] ?? '';
  const names = { ...(await recordNames(target, sql)), tenant: tenantOf(target, role) };
  const path = substitute(endpoint.path, names);
  const session = await people.session(role);
  for (const size of ['1000000', '-1']) {
    const asked = `${list.pageSizeParameter}=${size}`;
    const answer = await session.send({ method: 'GET', path: asking(path, list.pageSizeParameter, size) });
    seen.confirm(`${asked} answers`, { operator: '<', expected: 500, actual: answer.status });
    if (answer.status !== 200) continue;
    const rows = confirmRows(seen, asked, answer.json(), list.rows);
    if (!rows) continue;
    seen.confirm(`rows for ${asked}`, {
      operator: '<=',
      expected: list.largestPage,
      actual: rows.length,
      unit: 'rows',
      limit: list.largestPage,
    });
    const held = await heldRows(list, answer.json(), sql, names);
    const unseen = whyBoundUnseen({ status: 200, shown: rows.length, held }, list.largestPage);
    if (unseen !== undefined) seen.inconclusive(`${asked}: ${unseen}`);
  }
  const plain = await session.send({ method: 'GET', path });
  seen.confirm('no size asked for answers', { expected: 200, actual: plain.status });
  if (plain.status !== 200) return;
  const rows = confirmRows(seen, 'no size asked for', plain.json(), list.rows);
  if (!rows) return;
  seen.confirm('rows when no size is asked for', {
    operator: '<=',
    expected: list.largestPage,
    actual: rows.length,
  });
});

/** Who asks: one person, or one of every tenant that the list is for. */
function askers(target: Target, roles: readonly string[]): readonly string[] {
  const tenants = isNotApplicable(target.tenants) ? [] : target.tenants.roles;
  const ofTenants = tenants.filter((role) => roles.includes(role));
  return ofTenants.length > 0 ? ofTenants : roles.slice(0, 1);
}

check('list.matches-database', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const { endpoint, list } = listEndpoint(target, subject);
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: what the list should hold is not known');
    return;
  }
  const records = await recordNames(target, sql);
  const severalTenants = whyNotApplicable(target, 'tenants') === undefined;
  let mostHeld = 0;
  for (const role of askers(target, endpoint.roles)) {
    const names = { ...records, tenant: tenantOf(target, role) };
    const path = asking(substitute(endpoint.path, names), list.pageSizeParameter, list.largestPage);
    const session = await people.session(role);
    const what = severalTenants ? `${subject} of ${names.tenant}` : subject;
    // Others write meanwhile: the answer must be one that the database held between two looks at it.
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const before = await look(list, sql, names);
      const answer = await session.send({ method: 'GET', path });
      const after = await look(list, sql, names);
      if (!isSteady(before, after) && attempt < 5) continue;
      mostHeld = Math.max(mostHeld, after.ids.size);
      seen.confirm(`${what} answers`, { expected: 200, actual: answer.status });
      if (answer.status === 200) confirmList(seen, what, list, answer.json(), { before, after });
      break;
    }
  }
  if (mostHeld === 0) seen.inconclusive('the database holds no row of this list: an empty one shows nothing');
});
