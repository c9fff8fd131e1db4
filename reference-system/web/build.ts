/**
 * Bundles the front end into dist/web: `node web/build.ts [output folder]`.
 * Everything under /assets/ carries a hash of its content in its name and never changes;
 * /, /sw.js and /manifest.webmanifest keep their names and must be asked for again each time.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, extname, join, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { drawIcon } from './build/icon.ts';
import { manifest } from './build/manifest.ts';

const webFolder = import.meta.dirname;
const target = resolve(process.argv[2] ?? join(webFolder, '../dist/web'));
const output = `${target}.building`;
const assets: string[] = [];

const common: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: webFolder,
};

function digest(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

async function addAsset(name: string, content: Buffer): Promise<string> {
  const extension = extname(name);
  const url = `/assets/${basename(name, extension)}-${digest(content)}${extension}`;
  await writeFile(join(output, url), content);
  assets.push(url);
  return url;
}

interface Bundle {
  url: string;
  /** Files without which it cannot begin; what it imports later is not among them. */
  needs: readonly string[];
}

const urlOf = (file: string): string => `/${relative(output, resolve(webFolder, file))}`;

function neededBy(
  file: string,
  outputs: Metafile['outputs'],
  found = new Set<string>(),
): ReadonlySet<string> {
  for (const { kind, path } of outputs[file]?.imports ?? []) {
    if (kind !== 'import-statement' || found.has(path)) continue;
    found.add(path);
    neededBy(path, outputs, found);
  }
  return found;
}

async function bundle(
  entry: string,
  define: Record<string, string>,
  { shared = [] }: { shared?: string[] } = {},
): Promise<Bundle> {
  const result = await build({
    ...common,
    inject: shared,
    entryPoints: [entry],
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    // What is imported when it is needed becomes a file of its own.
    splitting: true,
    outdir: output,
    metafile: true,
    define: Object.fromEntries(Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  const { outputs } = result.metafile;
  assets.push(...Object.keys(outputs).map(urlOf));
  const file = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === entry);
  if (file === undefined) throw new Error(`expected a bundle of ${entry}, got none`);
  return { url: urlOf(file), needs: [...neededBy(file, outputs)].map(urlOf) };
}

async function buildIcons() {
  return {
    small: await addAsset('icon-192.png', drawIcon(192, 'rounded')),
    large: await addAsset('icon-512.png', drawIcon(512, 'rounded')),
    maskable: await addAsset('icon-maskable-512.png', drawIcon(512, 'maskable')),
    touch: await addAsset('apple-touch-icon.png', drawIcon(180, 'full')),
  };
}

async function buildPage(icons: { small: string; touch: string }): Promise<string> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const decoder = await addAsset('zxing-reader.wasm', await readFile(wasm));
  const worker = await bundle('src/scan/decode-worker.ts', { DECODER_WASM_URL: decoder });
  const script = await bundle(
    'src/main.tsx',
    { DECODE_WORKER_URL: worker.url },
    { shared: ['src/shared.ts'] },
  );
  const style = await bundle('styles/main.css', {});
  const template = await readFile(join(webFolder, 'index.html'), 'utf8');
  const places: Record<string, string> = {
    script: script.url,
    // Asked for with the page itself, not only once the script names them.
    preloads: script.needs.map((url) => `<link rel="modulepreload" href="${url}" />`).join('\n    '),
    style: style.url,
    icon: icons.small,
    touchIcon: icons.touch,
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
}

async function buildServiceWorker(page: string, manifestText: string): Promise<void> {
  const version = digest([page, manifestText, ...assets].join('\n'));
  await build({
    ...common,
    format: 'iife',
    entryPoints: ['service-worker/service-worker.ts'],
    outfile: join(output, 'sw.js'),
    define: {
      PRECACHE_URLS: JSON.stringify(['/', '/manifest.webmanifest', ...assets]),
      APP_VERSION: JSON.stringify(version),
    },
  });
}

await rm(output, { recursive: true, force: true });
await mkdir(join(output, 'assets'), { recursive: true });
const icons = await buildIcons();
const page = await buildPage(icons);
const manifestText = manifest(icons);
await writeFile(join(output, 'index.html'), page);
await writeFile(join(output, 'manifest.webmanifest'), manifestText);
await buildServiceWorker(page, manifestText);
await rm(target, { recursive: true, force: true });
await rename(output, target);
process.stdout.write(`built ${assets.length + 3} files into ${relative(process.cwd(), target)}\n`);
