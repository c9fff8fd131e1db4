import type { HttpAnswer, HttpClient } from '../../stack/clients/http.ts';
import { scriptsNamed } from '../../stack/served/scripts-named.ts';
import type { SourceFile } from '../../stack/source/read-source.ts';

const mostFiles = 400;
const mostBytes = 40_000_000;

/** Where a page names styles and manifests of the same front, and scripts. */
const linked = /(?:src|href)=["'](\/[^"'\s?#]+\.(?:m?js|css|json|webmanifest)(?:\?[^"'\s#]*)?)["']/gu;

/** Paths of the same front that this text names, seen from where it lies. */
export function namedFiles({ path, text }: SourceFile): readonly string[] {
  const links = [...text.matchAll(linked)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('//'));
  const withoutQuery = new Set(links.map((name) => name.split('?')[0]));
  return [...new Set([...links, ...scriptsNamed(text, path).filter((name) => !withoutQuery.has(name))])];
}

/** Where the front leads a stranger on to, on the same front. */
function ledTo({ status, header }: Pick<HttpAnswer, 'status' | 'header'>, path: string): string | undefined {
  const location = status >= 300 && status < 400 ? header('location') : '';
  const base = new URL(path, 'https://front.invalid');
  if (location === '' || !URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  return url.origin === base.origin ? url.pathname : undefined;
}

export interface Served {
  readonly files: readonly SourceFile[];
  /** Whether nothing that is named was left unread. */
  readonly isWhole: boolean;
}

/** All scripts, styles and manifests that a stranger's browser is handed, from the first page on. */
export async function readServed(http: HttpClient): Promise<Served> {
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
  return { files: found, isWhole: open.length === 0 };
}
