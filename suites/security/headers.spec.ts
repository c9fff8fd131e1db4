import { checkServerIdentity, connect } from 'node:tls';
import { applicable } from '../../targets/capabilities.ts';
import type { ContentKind } from '../../targets/schema/interface.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { HttpAnswer } from '../../stack/clients/http.ts';
import { sendRequest } from '../../stack/clients/session.ts';
import { plainHost, serverNameOf } from '../../stack/url-host.ts';
import type { Attached } from '../../fixtures/attached.ts';
import { check } from '../../fixtures/check.ts';
import { foreignOrigins } from '../../fixtures/foreign-origins.ts';
import type { People } from '../../fixtures/people.ts';

function findKind(target: Target, id: string): ContentKind {
  const kind = target.contentKinds.find((item) => item.id === id);
  if (!kind) throw new Error(`${id} is no content kind of the target`);
  return kind;
}

/** Gets one answer of this kind; a path that is named in a page is looked up there first. */
async function fetchKind(
  kind: ContentKind,
  people: People,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly path: string; readonly answer: HttpAnswer }> {
  const http = people.http();
  let path = kind.path;
  if (typeof path !== 'string') {
    const page = await http.request({ method: 'GET', path: path.on, headers: {} });
    const found = new RegExp(path.firstMatch, 'u').exec(page.text)?.[1];
    if (!found) throw new Error(`${kind.id}: nothing on ${path.on} matches ${path.firstMatch}`);
    path = found.replaceAll('&amp;', '&');
  }
  const request = { method: 'GET', path, headers } as const;
  const answer = kind.role
    ? await (await people.session(kind.role)).send(request)
    : await sendRequest(http, request, {}, {});
  return { path, answer };
}

check('headers.present', async ({ subject, people, attached, seen }) => {
  const kind = findKind(attached.target, subject);
  const { path, answer } = await fetchKind(kind, people, { 'accept-encoding': 'identity' });
  const expected = kind.status.includes(answer.status) ? answer.status : (kind.status[0] ?? 200);
  seen.confirm(`GET ${path}`, { expected, actual: answer.status });
  for (const [name, pattern] of Object.entries(kind.headers)) {
    const actual = answer.header(name);
    seen.confirm(`${name} on ${kind.id}`, { operator: 'matches', expected: pattern, actual });
  }
});

check('answers.compressed', async ({ subject, people, attached, seen }) => {
  const kind = findKind(attached.target, subject);
  const { path, answer } = await fetchKind(kind, people, { 'accept-encoding': 'gzip, br' });
  const actual = answer.header('content-encoding');
  seen.confirm(`content-encoding of ${path}`, { operator: 'matches', expected: '^(gzip|br|zstd)$', actual });
});

/** Whom the certificate is for: wildcards and addresses count as a browser counts them. */
async function certificateIdentity({ facts, access }: Attached): Promise<string> {
  const { host, httpsPort } = facts.front;
  const servername = serverNameOf(facts.hostName);
  return await new Promise((resolve, reject) => {
    const socket = connect({ host, port: httpsPort, servername, ca: access.caPem }, () => {
      const wrong = checkServerIdentity(plainHost(facts.hostName), socket.getPeerCertificate());
      resolve(wrong === undefined ? facts.hostName : wrong.message);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

check('https.redirect', async ({ people, attached, seen }) => {
  const { facts } = attached;
  const http = people.http(people.nextAddress(), true);
  const plain = await http.request({ method: 'GET', path: '/some/page?x=1' });
  seen.confirm('plain HTTP answers', {
    operator: 'matches',
    expected: '^30[178]$',
    actual: String(plain.status),
  });
  const expected = `https://${facts.hostName}/some/page?x=1`;
  seen.confirm('and leads to', { expected, actual: plain.header('location') });
  const actual = await certificateIdentity(attached);
  seen.confirm('the certificate is for', { expected: facts.hostName, actual });
});

check('cors.closed', async ({ people, attached, seen }) => {
  const { target, facts } = attached;
  const cors = applicable(target.cors, 'cors');
  const http = people.http();
  const asked = [cors.path, ...cors.alsoPaths].flatMap((path) =>
    (['GET', 'OPTIONS'] as const).map((method) => ({ method, path })),
  );
  for (const origin of foreignOrigins(facts.hostName, cors.foreignOrigin)) {
    for (const { method, path } of asked) {
      const headers = {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
        ...(method === 'OPTIONS' ? { 'access-control-request-private-network': 'true' } : {}),
      };
      const answer = await http.request({ method, path, headers });
      const allowed = answer.header('access-control-allow-origin');
      const credentials = answer.header('access-control-allow-credentials') === 'true';
      const isAllowed = allowed === '*' || allowed === origin;
      const withWhat = isAllowed && credentials ? ', with credentials' : '';
      seen.confirm(`${method} ${path} from ${origin}: allowed${withWhat}`, {
        expected: false,
        actual: isAllowed,
      });
      if (method !== 'OPTIONS') continue;
      const inward = answer.header('access-control-allow-private-network') === 'true';
      seen.confirm(`${path}: let into a private network from ${origin}`, { expected: false, actual: inward });
    }
  }
});
