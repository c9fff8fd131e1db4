import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface StaticFiles {
  respond(method: string, path: string, acceptEncoding: string | undefined): Response;
}

interface Asset {
  type: string;
  cacheControl: string;
  plain: Buffer<ArrayBuffer>;
  gzip: Buffer<ArrayBuffer> | null;
  brotli: Buffer<ArrayBuffer> | null;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt', '.wasm']);

// The build puts a hash into each name there (main-3F9A1B2C.js): the content behind that name never changes.
const hashedName = /^\/assets\/.*[-.][A-Za-z0-9_]{8,}\.[a-z0-9]+$/;
const neverKept = new Set(['/index.html', '/sw.js', '/manifest.webmanifest']);

const cacheControl = (path: string): string => {
  if (neverKept.has(path)) return 'no-cache';
  return hashedName.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
};

const load = async (folder: string, path: string): Promise<Asset> => {
  const plain = Buffer.from(await readFile(join(folder, path)));
  const extension = extname(path);
  const worthIt = compressible.has(extension) && plain.length > 512;
  return {
    type: types[extension] ?? 'application/octet-stream',
    cacheControl: cacheControl(path),
    plain,
    gzip: worthIt ? gzipSync(plain, { level: 9 }) : null,
    brotli: worthIt ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : null,
  };
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const filesOf = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

const encoded = (
  asset: Asset,
  acceptEncoding: string,
): { body: Buffer<ArrayBuffer>; encoding: string | null } => {
  if (asset.brotli && /\bbr\b/.test(acceptEncoding)) return { body: asset.brotli, encoding: 'br' };
  if (asset.gzip && /\bgzip\b/.test(acceptEncoding)) return { body: asset.gzip, encoding: 'gzip' };
  return { body: asset.plain, encoding: null };
};

const assetResponse = (asset: Asset, method: string, acceptEncoding: string): Response => {
  const { body, encoding } = encoded(asset, acceptEncoding);
  const headers = new Headers({
    'content-type': asset.type,
    'cache-control': asset.cacheControl,
    vary: 'accept-encoding',
  });
  headers.set('content-length', String(body.length));
  if (encoding) headers.set('content-encoding', encoding);
  return new Response(method === 'HEAD' ? null : body, { status: 200, headers });
};

const plainResponse = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });

/**
 * The built front end, read and compressed once at start (it changes only with a release). A path without a file
 * extension is a page of the app and gets the shell; any other unknown path is a 404.
 */
export const loadStaticFiles = async (folder: string): Promise<StaticFiles> => {
  const root = join(folder);
  const assets = new Map<string, Asset>();
  for (const path of await filesOf(root)) assets.set(path, await load(root, path));
  const shell = assets.get('/index.html');
  return {
    respond: (method, path, acceptEncoding = '') => {
      if (method !== 'GET' && method !== 'HEAD')
        return plainResponse(405, 'Method not allowed', { allow: 'GET, HEAD' });
      const asset = assets.get(path) ?? (extname(path) === '' ? shell : undefined);
      return asset ? assetResponse(asset, method, acceptEncoding) : plainResponse(404, 'Not found');
    },
  };
};
