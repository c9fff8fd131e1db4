import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import type { TenantDetail } from '../../targets/schema/sign-in.ts';
import { substitute } from '../../targets/substitute.ts';
import { headersFor, sendRequest, type Session } from '../../stack/clients/session.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { check } from '../../fixtures/check.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { Names } from '../../fixtures/pages/pages.ts';
import type { People } from '../../fixtures/people.ts';
import { findEndpoint, namesOf, tenantOf } from '../../fixtures/record-names.ts';
import { confirmForeignRead, confirmForeignWrite, namedIn } from '../../fixtures/tenant-sightings.ts';
import type { Attached } from '../../fixtures/attached.ts';

/** Every id in an answer, however deep: what a tenant was shown. */
function idsIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const item of value) idsIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'id' && item !== null) found.add(asText(item));
      idsIn(item, found);
    }
  }
  return found;
}

interface Asking {
  readonly attached: Attached;
  readonly people: People;
  readonly seen: Observations;
  readonly subject: string;
}

/** A route of many records: without the tenant refused, and no id of the other tenant is shown, under any header. */
async function askList({ attached, people, seen, subject }: Asking): Promise<void> {
  const { target } = attached;
  const tenants = applicable(target.tenants, 'tenants');
  const request = { method: 'GET', path: findEndpoint(target, subject).path } as const;
  const sessions = await Promise.all(tenants.roles.map(async (role) => await people.session(role)));
  const http = people.http();
  const lowerHeader = tenants.header?.toLowerCase();
  for (const session of sessions) {
    if (lowerHeader !== undefined) await withoutTenant(session);
    for (const other of sessions.filter(({ role }) => role !== session.role)) await compare(session, other);
  }

  async function withoutTenant(session: Session): Promise<void> {
    const own = headersFor(target, session.role, session.token);
    const without = Object.fromEntries(
      Object.entries(own).filter(([name]) => name.toLowerCase() !== lowerHeader),
    );
    const bare = await sendRequest(http, request, {}, without);
    const refused = tenants.refused.includes(bare.status) ? bare.status : (tenants.refused[0] ?? 400);
    seen.confirm(`${subject} as ${session.role} without ${tenants.header ?? ''}`, {
      expected: refused,
      actual: bare.status,
    });
  }

  async function compare(session: Session, other: Session): Promise<void> {
    const mine = await session.send(request);
    const theirs = await other.send(request);
    seen.confirm(`${subject} as ${session.role}`, { expected: 200, actual: mine.status });
    const secret = theirs.status === 200 ? idsIn(theirs.json()) : new Set<string>();
    if (secret.size === 0) {
      seen.inconclusive(`${subject} shows ${other.role} nothing that could be kept from ${session.role}`);
    }
    const shown = mine.status === 200 ? [...idsIn(mine.json())] : [];
    seen.confirm(`${subject}: ids shown to ${session.role} and to ${other.role}`, {
      expected: 0,
      actual: shown.filter((id) => secret.has(id)).length,
    });
    if (lowerHeader === undefined) return;
    const forgedHeaders = { ...headersFor(target, session.role, session.token) };
    const foreignHeaders = headersFor(target, other.role, undefined);
    const header = Object.keys(foreignHeaders).find((name) => name.toLowerCase() === lowerHeader);
    if (header) forgedHeaders[header] = foreignHeaders[header] ?? '';
    const forged = await sendRequest(http, request, {}, forgedHeaders);
    const leaked = forged.status === 200 ? [...idsIn(forged.json())].filter((id) => secret.has(id)) : [];
    seen.confirm(`${subject} as ${session.role} under ${other.role}'s tenant: foreign ids`, {
      expected: 0,
      actual: leaked.length,
    });
  }
}

/** A route of one record: tried by each tenant on the record of every other, and by its own as the control. */
async function askDetail(
  { attached, people, seen, subject }: Asking,
  detail: TenantDetail,
  sql: SqlClient,
  unique: string,
): Promise<void> {
  const { target } = attached;
  const tenants = applicable(target.tenants, 'tenants');
  const endpoint = findEndpoint(target, subject);
  const { method, path, body, answers } = endpoint;
  const refuses = detail.refuses ?? endpoint.refuses;
  const sent = detail.body ?? body;
  const request = { method, path, ...(method === 'GET' ? {} : { body: sent ?? {} }) };
  for (const owner of tenants.roles) {
    const tenant = tenantOf(target, owner);
    const names: Names = {
      ...namesOf((await sql.query(substitute(tenants.records, { tenant })))[0]),
      tenant,
    };
    const missing = namedIn({ path, body: request.body }).filter((name) => (names[name] ?? '') === '');
    if (missing.length > 0) {
      seen.inconclusive(`${tenant} has no ${missing.join(', ')}: there was nothing to keep from the others`);
      continue;
    }
    const state = async (own: Names): Promise<string> =>
      JSON.stringify(await sql.query(substitute(detail.row ?? '', own)));
    for (const stranger of tenants.roles.filter((role) => role !== owner)) {
      const what = `${subject} of ${tenant} as ${stranger}`;
      const ask = async (role: string) => {
        const mark = { ...names, unique: `${unique}-${role}` };
        const before = detail.row === undefined ? '' : await state(mark);
        const answer = await (await people.session(role)).send(request, mark);
        return { answer, changed: detail.row !== undefined && before !== (await state(mark)) };
      };
      const foreign = await ask(stranger);
      const own = await ask(owner);
      if (detail.row !== undefined) confirmForeignWrite(seen, what, { foreign, own, answers, refuses });
      else {
        const ids = namedIn({ path }).map((name) => names[name] ?? '');
        confirmForeignRead(seen, what, { foreign: foreign.answer, own: own.answer, ids, refuses });
      }
    }
  }
}

check('tenant.isolated', async ({ subject, people, attached, sql, unique, seen }) => {
  const tenants = applicable(attached.target.tenants, 'tenants');
  const asking = { attached, people, seen, subject };
  const detail = tenants.details.find(({ endpoint }) => endpoint === subject);
  if (!detail) await askList(asking);
  else if (sql) await askDetail(asking, detail, sql, unique);
  else seen.inconclusive('no SQL access to this stack: the records of each tenant are not known');
});
