import { isIP } from 'node:net';
import type { Findings } from './findings.ts';
import { readForm, signInBy } from './read-form.ts';
import { readOpenApi } from './read-openapi.ts';

/** Asked with GET alone, one after the other. */
const descriptions = [
  '/openapi.json',
  '/api/openapi.json',
  '/swagger.json',
  '/api-json',
  '/v3/api-docs',
  '/api/schema/?format=json',
];
const healthPages = ['/health', '/api/health', '/healthz', '/up', '/api/status'];
const loginPages = ['/', '/login', '/signin', '/users/sign_in', '/accounts/login/'];
const answerWithinMs = 5_000;

interface Seen {
  /** Where it led, on the same host. */
  readonly url: URL;
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/**
 * What a running system shows a stranger: title, log-in form, manifest, health, API description.
 * @throws Error with what came instead, where it does not answer at all.
 */
export async function lookAtUrl(origin: URL): Promise<Findings> {
  const first = await get(origin, '/');
  const seen = async (path: string): Promise<Seen | undefined> =>
    await get(origin, path).catch(() => undefined);
  const html = first.text;
  const title = inner(/<title[^>]*>([^<]*)<\/title>/iu, html);
  const manifest = /<link\b[^>]*rel=["']?manifest["']?[^>]*>/iu.exec(html)?.[0];
  const href = manifest === undefined ? undefined : /href=["']?([^"'\s>]+)/iu.exec(manifest)?.[1];
  return {
    ...(isLocal(origin) ? {} : { hostName: { value: origin.hostname, where: origin.href } }),
    ...(title === undefined ? {} : { title: { value: title, where: '/' } }),
    ...(href === undefined ? {} : { manifest: { value: new URL(href, origin).pathname, where: '/' } }),
    ...(await loginForm(seen)),
    ...(await health(seen)),
    ...(await description(seen)),
  };
}

/** What answers on this machine, or by an address alone, says nothing of its name in production. */
function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || isIP(hostname.replaceAll(/[[\]]/gu, '')) !== 0;
}

async function get(origin: URL, path: string): Promise<Seen> {
  const response = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(answerWithinMs) });
  // Led to another host, it is that host's answer.
  if (new URL(response.url).host !== origin.host) throw new Error(`led to ${new URL(response.url).host}`);
  return {
    url: new URL(response.url),
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

type Look = (path: string) => Promise<Seen | undefined>;

async function loginForm(look: Look): Promise<Findings> {
  for (const asked of loginPages) {
    const page = await look(asked);
    if (page === undefined || page.status >= 400) continue;
    if (!/<input\b[^>]*type=["']?password/iu.test(page.text)) continue;
    const path = page.url.pathname;
    const heading = inner(/<h[1-3][^>]*>([\s\S]*?)<\/h[1-3]>/iu, page.text) ?? '';
    const form = readForm(page.text);
    return {
      loginPage: { value: { path, heading }, where: path },
      ...(form === undefined
        ? {}
        : { signIn: { value: signInBy(form, new URL(form.action ?? '', page.url).pathname), where: path } }),
    };
  }
  return {};
}

async function health(look: Look): Promise<Findings> {
  for (const path of healthPages) {
    const page = await look(path);
    // A single-page application answers every path with its page.
    if (page?.status === 200 && !/html/iu.test(page.type)) return { health: { value: path, where: path } };
  }
  return {};
}

async function description(look: Look): Promise<Findings> {
  for (const path of descriptions) {
    const page = await look(path);
    if (page?.status !== 200) continue;
    try {
      return readOpenApi(JSON.parse(page.text) as unknown, path);
    } catch {
      // No JSON: not what was looked for.
    }
  }
  return {};
}

function inner(pattern: RegExp, html: string): string | undefined {
  const text = pattern
    .exec(html)?.[1]
    ?.replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return text === undefined || text === '' ? undefined : text;
}
