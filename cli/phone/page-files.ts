import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { drawIcon } from './icon.ts';
import { pageDocument, pageManifest, pageStyle } from './page-document.ts';
import { pageScript, workerScript } from './page-script.ts';

export interface PageFile {
  readonly type: string;
  readonly body: string | Buffer;
}

/** Kept on the phone for the time without network; the page itself is the empty name. */
const kept = [
  './',
  'page.css',
  'page.js',
  'reader.js',
  'reader.wasm',
  'manifest.webmanifest',
  'icon-192.png',
];

/** Everything that the phone may fetch, by its name below the code’s own path. */
export function pageFiles(title: string, authorityPem: string | undefined): ReadonlyMap<string, PageFile> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const reader = join(dirname(wasm), '..', 'iife', 'reader', 'index.js');
  const script = 'text/javascript; charset=utf-8';
  return new Map<string, PageFile>([
    ['', { type: 'text/html; charset=utf-8', body: pageDocument(title, authorityPem !== undefined) }],
    ['page.css', { type: 'text/css; charset=utf-8', body: pageStyle }],
    ['page.js', { type: script, body: pageScript() }],
    ['sw.js', { type: script, body: workerScript(kept) }],
    ['reader.js', { type: script, body: readFileSync(reader) }],
    ['reader.wasm', { type: 'application/wasm', body: readFileSync(wasm) }],
    ['manifest.webmanifest', { type: 'application/manifest+json', body: pageManifest }],
    ...[192, 512].map((size) => [`icon-${size}.png`, { type: 'image/png', body: drawIcon(size) }] as const),
    ...(authorityPem === undefined
      ? []
      : [['authority.crt', { type: 'application/x-x509-ca-cert', body: authorityPem }] as const]),
  ]);
}
