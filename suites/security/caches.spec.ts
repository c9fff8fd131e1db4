import { check } from '../../fixtures/check.ts';
import { freshForS, isNamedByContent } from '../../fixtures/freshness.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { HttpAnswer, HttpClient } from '../../stack/clients/http.ts';

const dayS = 86_400;
/** A page that is older than this may name files that the next release has not any more. */
const longestForPagesS = 300;
const leastForContentS = 30 * dayS;
const mostAssets = 12;

const workers = ['/sw.js', '/service-worker.js', '/serviceWorker.js', '/ngsw-worker.js'] as const;

const get = async (http: HttpClient, path: string): Promise<HttpAnswer> =>
  await http.request({ method: 'GET', path, headers: { 'accept-encoding': 'identity' } });

/** What may be shown without being asked for again. */
function confirmAtMost(seen: Observations, path: string, answer: HttpAnswer, limit: number): void {
  const told = `${path} may be shown unasked (cache-control: ${answer.header('cache-control') || 'none'})`;
  const actual = freshForS(answer);
  seen.confirm(told, { operator: '<=', expected: limit, actual, unit: 's', limit });
}

const isScript = (answer: HttpAnswer): boolean =>
  answer.status === 200 && /javascript/u.test(answer.header('content-type'));

check('cache.headers', async ({ people, seen }) => {
  const http = people.http();
  const page = await get(http, '/');
  seen.confirm('GET /', { operator: '<', expected: 400, actual: page.status });
  if (page.status === 200) confirmAtMost(seen, '/', page, longestForPagesS);
  for (const path of workers) {
    const answer = await get(http, path);
    if (isScript(answer)) confirmAtMost(seen, path, answer, 0);
  }
  const linked = [...page.text.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)=["'](\/[^"']+)["']/gu)];
  const paths = [...new Set(linked.map(([, path = '']) => path.replaceAll('&amp;', '&')))];
  const manifest = paths.find((path) => /manifest/u.test(path) && !isNamedByContent(path));
  if (manifest !== undefined) confirmAtMost(seen, manifest, await get(http, manifest), dayS);
  const assets = paths.filter((path) => /\.(?:m?js|css)(?:\?|$)/u.test(path)).slice(0, mostAssets);
  for (const path of assets) {
    const answer = await get(http, path);
    seen.confirm(`GET ${path}`, { expected: 200, actual: answer.status });
    if (!isNamedByContent(path)) {
      confirmAtMost(seen, path, answer, dayS);
      continue;
    }
    const actual = freshForS(answer);
    const told = `${path} may be kept (cache-control: ${answer.header('cache-control') || 'none'})`;
    seen.confirm(told, { operator: '>=', expected: leastForContentS, actual, unit: 's' });
  }
});
