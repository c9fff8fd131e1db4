import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import { applyPatch, digestOfParts, releaseHere, type PlacedRelease } from '../built-checkout.ts';
import type { SourcePatch } from '../recipe.ts';

/** What a checkout holds once its own plan's steps for installing and building have been done. */
const builtFiles = [
  'backend-api/src/server.js',
  'backend-api/database/salessync.db',
  'backend-api/node_modules/express/package.json',
  'backend-api/node_modules/sqlite3/build/Release/node_sqlite3.node',
  'node_modules/next/package.json',
  '.next/BUILD_ID',
] as const;

/** Everything that decides how the release behaves; dependencies are pinned by the lock files. */
const releaseParts = [
  'package.json',
  'package-lock.json',
  'next.config.js',
  '.env.production',
  '.next/BUILD_ID',
  'src',
  'backend-api/package.json',
  'backend-api/package-lock.json',
  'backend-api/database/salessync.db',
  'backend-api/src',
] as const;

/** Folders that are large and only read: a patched copy links to them. */
const linked = ['node_modules', '.next', 'backend-api/node_modules'] as const;

/** @throws StackError `missing-source` naming the first thing that a built checkout would have. */
export function requireBuiltCheckout(source: string | undefined): string {
  if (source === undefined) {
    throw new StackError(
      'missing-source',
      'expected --source DIR with a built checkout of SalesSync, got none',
    );
  }
  const missing = builtFiles.find((file) => !existsSync(join(source, file)));
  if (missing === undefined) return source;
  throw new StackError(
    'missing-source',
    `expected a built checkout of SalesSync in ${source}, got none of ${missing}: ` +
      'install and build it as its own deployment plan says (Build Process), then run this again',
  );
}

/** SHA-256 over the paths and bytes of the release, in the order of their paths. */
export function digestOf(source: string): Promise<string> {
  return digestOfParts(source, releaseParts);
}

/**
 * A throw-away copy with the patches in it.
 * @throws StackError `unsupported` for a file outside backend-api/, which would have to be built again, or
 * where the text to replace is not there exactly once.
 */
export async function patchedCopy(
  source: string,
  cacheFolder: string,
  patches: readonly SourcePatch[],
): Promise<string> {
  const copy = join(cacheFolder, `salessync-patched-${randomUUID()}`);
  const left = new Set([...linked, '.git'].map((part) => join(source, part)));
  await cp(source, copy, { recursive: true, filter: (path) => !left.has(path) });
  for (const part of linked) await symlink(join(source, part), join(copy, part));
  for (const patch of patches) await applyPatch(copy, patch, 'backend-api/src/');
  return copy;
}

export interface Layout {
  readonly backend: string;
  readonly frontend: string;
  readonly database: string;
}

export function layoutOf(stackFolder: string): Layout {
  const backend = join(stackFolder, 'backend-api');
  const database = join(backend, 'database', 'salessync.db');
  return { backend, frontend: join(stackFolder, 'frontend'), database };
}

const laidOut = new Map<string, Promise<Layout>>();

/**
 * The stack's own copy of what the system writes beside: its database (found relative to its source), its
 * logs and the front end's caches. Dependencies are only read, and are linked. No database is put there.
 */
export function layOut(context: PlacedRelease): Promise<Layout> {
  const started = laidOut.get(context.folder) ?? copyOut(context);
  laidOut.set(context.folder, started);
  return started;
}

async function copyOut(context: PlacedRelease): Promise<Layout> {
  const prepared = releaseHere(context);
  const layout = layoutOf(context.folder);
  await mkdir(join(layout.backend, 'database'), { recursive: true });
  await mkdir(layout.frontend, { recursive: true });
  const buildCache = join(prepared, '.next', 'cache');
  const take = async (from: string, to: string) => {
    if (!existsSync(join(prepared, from))) return;
    // `dereference`: in a patched copy the build is a link.
    await cp(join(prepared, from), to, {
      recursive: true,
      dereference: true,
      filter: (path) => path !== buildCache,
    });
  };
  await take('backend-api/src', join(layout.backend, 'src'));
  await take('backend-api/package.json', join(layout.backend, 'package.json'));
  // Where the system sees them.
  const linkedTo = context.prepared.folder;
  await symlink(join(linkedTo, 'backend-api', 'node_modules'), join(layout.backend, 'node_modules'));
  for (const part of ['package.json', 'next.config.js', '.env.production', 'public', '.next']) {
    await take(part, join(layout.frontend, part));
  }
  await symlink(join(linkedTo, 'node_modules'), join(layout.frontend, 'node_modules'));
  return layout;
}
