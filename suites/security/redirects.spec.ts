import { check } from '../../fixtures/check.ts';
import type { HttpClient } from '../../stack/clients/http.ts';

const mostSteps = 5;
const mostPages = 12;

interface Way {
  readonly steps: readonly string[];
  /** Where it ended: a status, or why it led nowhere. */
  readonly end: string;
}

/** Follows redirects as a browser would, within this system alone. */
async function follow(hostName: string, clients: Clients, start: URL): Promise<Way> {
  const steps: string[] = [];
  let url = start;
  for (let step = 0; step <= mostSteps; step += 1) {
    const http = url.protocol === 'http:' ? clients.plain : clients.secure;
    const path = `${url.pathname}${url.search}`;
    const answer = await http.request({ method: 'GET', path });
    steps.push(`${answer.status} ${url.href}`);
    if (answer.status < 300 || answer.status >= 400 || answer.status === 304) {
      return { steps, end: String(answer.status) };
    }
    const location = answer.header('location');
    if (location === '' || !URL.canParse(location, url.href)) return { steps, end: 'no place to go to' };
    const next = new URL(location, url.href);
    if (next.host !== hostName) return { steps, end: `another place: ${next.origin}` };
    if (next.protocol === 'http:' && url.protocol === 'https:') {
      return { steps, end: 'back to plain HTTP' };
    }
    url = next;
  }
  return { steps, end: `no end in ${mostSteps} steps` };
}

interface Clients {
  readonly plain: HttpClient;
  readonly secure: HttpClient;
}

check('redirects.lead', async ({ people, attached, seen }) => {
  const { target, facts } = attached;
  const clients = { plain: people.http(people.nextAddress(), true), secure: people.http() };
  const pages = [...new Set(['/', ...target.pages.map(({ path }) => path)])].slice(0, mostPages);
  const starts = [
    `http://${facts.hostName}/`,
    ...pages.map((path) => `https://${facts.hostName}${path}`),
    // A slash too many at the end is typed as often as one too few.
    ...pages.filter((path) => path !== '/').map((path) => `https://${facts.hostName}${path}/`),
  ];
  for (const start of starts) {
    const { steps, end } = await follow(facts.hostName, clients, new URL(start));
    const isRedirected = steps.length > 1 || !/^\d+$/u.test(end);
    // What is not redirected is another check's; a page with a slash too many may be nobody's.
    if (!isRedirected) continue;
    seen.confirm(`${start} leads to (${steps.join(', ')})`, {
      operator: 'matches',
      expected: '^(2\\d\\d|401|403)$',
      actual: end,
    });
  }
  // A path that looks like a host must not become one.
  const tricked = await clients.secure.request({ method: 'GET', path: '//elsewhere.example/%2e%2e' });
  const location = tricked.header('location');
  const leads = URL.canParse(location, `https://${facts.hostName}/`)
    ? new URL(location, `https://${facts.hostName}/`).hostname
    : facts.hostName;
  seen.confirm('//elsewhere.example/ leads to', {
    expected: facts.hostName,
    actual: tricked.status >= 300 && tricked.status < 400 ? leads : facts.hostName,
  });
});
