import { webpackChunks } from './webpack-chunks.ts';

const names = /["'`(]([^"'`()\s]*?[\w[\]-]+\.m?js)(?:\?[^"'`)]*)?["'`)]/gu;

/**
 * Paths of further scripts of the same front that a page or a script names, each once; `from` is its own path or URL.
 * A text that only looks like a script's name gives paths where nothing lies.
 */
export function scriptsNamed(text: string, from: string): readonly string[] {
  const own = new URL(from, 'https://front.invalid');
  // Next.js names its parts as they lie below a folder of its own.
  const isNext = own.pathname.startsWith('/_next/') || text.includes('/_next/');
  const found = [...[...text.matchAll(names)].map(([, name = '']) => name), ...webpackChunks(text)];
  const urls = found.flatMap((name) => {
    // Bundles name their parts from where they lie (`./a.js`) or from the site's root (`static/chunks/a.js`, `assets/a.js`).
    const isPlaced = /^(?:[./]|[a-z]+:)/iu.test(name);
    const bases = isPlaced ? [own.href] : [own.href, '/', ...(isNext ? ['/_next/'] : [])];
    return bases.map((base) => URL.parse(name, new URL(base, own)));
  });
  return [...new Set(urls.flatMap((url) => (url?.origin === own.origin ? [url.pathname] : [])))];
}
