import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../targets/schema/endpoints.ts';
import type { RequestData } from '../../targets/schema/http.ts';
import type { HttpAnswer } from '../../stack/clients/http.ts';
import { headersFor, sendRequest } from '../../stack/clients/session.ts';
import { whyNoAnswer } from '../../fixtures/answer-content.ts';
import { check } from '../../fixtures/check.ts';
import { confirmRows } from '../../fixtures/list-sightings.ts';
import type { Observations } from '../../fixtures/observations.ts';
import { findEndpoint, recordNames } from '../../fixtures/record-names.ts';

const refusals = [401, 403];

const requestOf = ({ method, path, body }: Endpoint, withBody: boolean): RequestData => ({
  method,
  path,
  ...(method === 'GET' ? {} : { body: withBody ? (body ?? {}) : {} }),
});

/** A status of success is nobody's answer yet: a page that says “coming soon”, or an error in a 200, has it too. */
function confirmContent(
  seen: Observations,
  what: string,
  { contentType, list }: Endpoint,
  answer: HttpAnswer,
): void {
  const why = whyNoAnswer(answer, contentType);
  seen.confirm(`${what}: what it answers`, { expected: contentType, actual: why ?? contentType });
  if (why === undefined && list && answer.status === 200) confirmRows(seen, what, answer.json(), list.rows);
}

check('auth.required', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const endpoint = findEndpoint(target, subject);
  const names = await recordNames(target, sql);
  const http = people.http();
  const role = endpoint.roles[0] ?? '';
  const garbage = `${randomBytes(12).toString('base64url')}.${randomBytes(24).toString('base64url')}.${randomBytes(24).toString('base64url')}`;
  for (const [what, token] of [
    ['no token', undefined],
    ['a garbage token', garbage],
  ] as const) {
    const answer = await sendRequest(http, requestOf(endpoint, true), names, headersFor(target, role, token));
    const expected = refusals.includes(answer.status) ? answer.status : 401;
    seen.confirm(`${endpoint.method} ${endpoint.path} with ${what}`, { expected, actual: answer.status });
  }
});

check('roles.enforced', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const endpoint = findEndpoint(target, subject);
  const names = await recordNames(target, sql);
  for (const { id: role } of target.roles.filter(({ signsIn }) => signsIn)) {
    const session = await people.session(role);
    const allowed = endpoint.roles.includes(role);
    // A role that may write is asked with an empty body: let through, but nothing is written.
    const answer = await session.send(requestOf(endpoint, !allowed), names);
    const what = `${endpoint.method} ${endpoint.path} as ${role}`;
    if (!allowed) {
      const expected = endpoint.refuses.includes(answer.status)
        ? answer.status
        : (endpoint.refuses[0] ?? 403);
      seen.confirm(what, { expected, actual: answer.status });
    } else if (endpoint.method === 'GET') {
      const expected = endpoint.answers.includes(answer.status)
        ? answer.status
        : (endpoint.answers[0] ?? 200);
      const isAnswered = seen.confirm(what, { expected, actual: answer.status });
      if (isAnswered) confirmContent(seen, what, endpoint, answer);
    } else {
      const through = !refusals.includes(answer.status) && answer.status < 500;
      seen.confirm(`${what} is let through (${answer.status})`, { expected: true, actual: through });
    }
  }
});

check('input.no-crash', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const endpoint = findEndpoint(target, subject);
  const names = await recordNames(target, sql);
  const role = endpoint.roles[0] ?? '';
  const session = await people.session(role);
  const strange = Object.fromEntries(Object.keys(names).map((name) => [name, "x'%00-1"]));
  const size = endpoint.list?.pageSizeParameter ?? 'pageSize';
  const mark = endpoint.path.includes('?') ? '&' : '?';
  const queries = [`page=-1&${size}=abc&q=%27%22%3B--`, `page=abc&${size}=-1`];
  const odd = [
    ...queries.map((query) => ({ path: `${endpoint.path}${mark}${query}`, given: names, what: 'query' })),
    { path: endpoint.path, given: { ...names, ...strange }, what: 'id' },
  ];
  for (const { path, given, what } of odd) {
    const answer = await session.send({ ...requestOf(endpoint, false), path }, given);
    seen.confirm(`${endpoint.method} ${path}, odd ${what}`, {
      operator: '<',
      expected: 500,
      actual: answer.status,
    });
  }
  if (endpoint.method === 'GET') return;
  const http = people.http();
  const broken = await http.request({
    method: endpoint.method,
    path: endpoint.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => names[name] ?? 'x'),
    headers: { ...headersFor(target, role, session.token), 'content-type': 'application/json' },
    body: '{"broken": ',
  });
  seen.confirm('broken JSON', { operator: '<', expected: 500, actual: broken.status });
  // Who takes no body need not look at one.
  if (endpoint.body === undefined) return;
  seen.confirm('broken JSON is refused', { operator: '>=', expected: 400, actual: broken.status });
});
