import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import { headersFor, sendRequest, type Session } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';

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

check('tenant.isolated', async ({ subject, people, attached, seen }) => {
  const { target } = attached;
  const tenants = applicable(target.tenants, 'tenants');
  const endpoint = target.endpoints.find(({ id }) => id === subject);
  if (!endpoint) throw new Error(`${subject} is no endpoint of the target`);
  const request = { method: 'GET', path: endpoint.path } as const;
  const sessions = await Promise.all(tenants.roles.map(async (role) => await people.session(role)));
  const http = people.http();
  const lowerHeader = tenants.header.toLowerCase();
  for (const session of sessions) {
    const own = headersFor(target, session.role, session.token);
    const without = Object.fromEntries(
      Object.entries(own).filter(([name]) => name.toLowerCase() !== lowerHeader),
    );
    const bare = await sendRequest(http, request, {}, without);
    const refused = tenants.refused.includes(bare.status) ? bare.status : (tenants.refused[0] ?? 400);
    seen.confirm(`${subject} as ${session.role} without ${tenants.header}`, {
      expected: refused,
      actual: bare.status,
    });
    for (const other of sessions.filter(({ role }) => role !== session.role)) await compare(session, other);
  }

  async function compare(session: Session, other: Session): Promise<void> {
    const mine = await session.send(request);
    const theirs = await other.send(request);
    seen.confirm(`${subject} as ${session.role}`, { expected: 200, actual: mine.status });
    const foreign = [...idsIn(mine.json())].filter((id) => idsIn(theirs.json()).has(id));
    seen.confirm(`${subject}: ids shown to ${session.role} and to ${other.role}`, {
      expected: 0,
      actual: foreign.length,
    });
    const forgedHeaders = {
      ...headersFor(target, other.role, undefined),
      ...headersFor(target, session.role, session.token),
    };
    const header = Object.keys(headersFor(target, other.role, undefined)).find(
      (name) => name.toLowerCase() === lowerHeader,
    );
    if (header) forgedHeaders[header] = headersFor(target, other.role, undefined)[header] ?? '';
    const forged = await sendRequest(http, request, {}, forgedHeaders);
    const leaked =
      forged.status === 200 ? [...idsIn(forged.json())].filter((id) => idsIn(theirs.json()).has(id)) : [];
    seen.confirm(`${subject} as ${session.role} under ${other.role}'s tenant: foreign ids`, {
      expected: 0,
      actual: leaked.length,
    });
  }
});
