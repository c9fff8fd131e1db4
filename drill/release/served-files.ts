import type { HttpAnswer, HttpClient } from '../../stack/clients/http.ts';
import type { SourceFile } from '../../stack/source/read-source.ts';

const mostFiles = 80;
const mostBytes = 20_000_000;

/** Where a page or a script names further scripts, styles and manifests of the same front. */
const named = [
  /(?:src|href)=["'](\/[^"'\s?#]+\.(?:m?js|css|json|webmanifest)(?:\?[^"'\s#]*)?)["']/gu,
  /["'`](\/?(?:[\w.@-]+\/)*[\w.@~[\]-]+\.m?js)["'`]/gu,
] as const;

/** Paths of the same front that this text names, seen from where it lies. */
export function namedFiles({ path, text }: SourceFile): readonly string[] {
  const base = new URL(path, 'https://front.invalid');
  const found = named.flatMap((form) => [...text.matchAll(form)].map(([, name = '']) => name));
  // `assets/x.js` in a bundler's list is meant from the root as often as from beside.
  const urls = found.flatMap((name) =>
    name.startsWith('/') || name.startsWith('.') ? [name] : [name, `/${name}`],
  );
  const seen = urls.map((name) => new URL(name, base)).filter(({ origin }) => origin === base.origin);
  return [...new Set(seen.map(({ pathname, search }) => `${pathname}${search}`))];
}

/** Where the front leads a stranger on to, on the same front. */
function ledTo({ status, header }: Pick<HttpAnswer, 'status' | 'header'>, path: string): string | undefined {
  const location = status >= 300 && status < 400 ? header('location') : '';
  const base = new URL(path, 'https://front.invalid');
  if (location === '' || !URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  return url.origin === base.origin ? url.pathname : undefined;
}

/** All scripts, styles and manifests that a stranger's browser is handed, from the first page on. */
export async function readServed(http: HttpClient): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  const open = ['/', '/sw.js', '/service-worker.js', '/manifest.webmanifest', '/manifest.json'];
  const known = new Set(open);
  // The first page, and where it leads somebody who is not signed in.
  const pages = new Set(['/']);
  let bytes = 0;
  while (open.length > 0 && found.length < mostFiles && bytes < mostBytes) {
    const path = open.shift() ?? '';
    const answer = await http.request({ method: 'GET', path, headers: { 'accept-encoding': 'identity' } });
    const next = pages.has(path) ? ledTo(answer, path) : undefined;
    if (next !== undefined && !known.has(next)) {
      known.add(next);
      pages.add(next);
      open.unshift(next);
      continue;
    }
    // An app that answers everything with its first page hands out that page, once.
    const isShell = !pages.has(path) && /html/u.test(answer.header('content-type'));
    if (answer.status !== 200 || isShell) continue;
    const file = { path, text: answer.text };
    bytes += file.text.length;
    found.push(file);
    for (const next of namedFiles(file)) {
      if (known.has(next)) continue;
      known.add(next);
      open.push(next);
    }
  }
  return found;
}
