import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import { applyPatch, digestOfParts, releaseHere, type PlacedRelease } from '../built-checkout.ts';
import type { SourcePatch } from '../recipe.ts';

/** What a checkout holds once its own Dockerfiles' steps for installing and building have been done. */
const builtFiles = [
  'backend/main.py',
  'backend/scripts/create_admin.py',
  'database/schema_v3_final.sql',
  'frontend/build/index.html',
] as const;

/** Where the owner has installed backend/requirements.txt; the first that is there. */
export const environments = ['backend/.venv', 'backend/venv', '.venv'] as const;

/** Everything that decides how the release behaves; Python's dependencies are pinned by requirements.txt. */
export const releaseParts = [
  'backend',
  'database',
  'fix_production_schema.sql',
  'production_migration_complete.sql',
  'backup.sh',
  'rollback.sh',
  'frontend/build',
  'frontend/nginx.conf',
  'ops/droplet',
] as const;

export const left = new Set(['.venv', 'venv', '__pycache__', 'uploads', '.git', 'node_modules']);

/** @throws StackError `missing-source` naming the first thing that a built checkout would have. */
export function requireBuiltCheckout(title: string, source: string | undefined): string {
  if (source === undefined) {
    throw new StackError(
      'missing-source',
      `expected --source DIR with a built checkout of ${title}, got none`,
    );
  }
  const missing = builtFiles.find((file) => !existsSync(join(source, file))) ?? missingServer(source);
  if (missing === undefined) return source;
  throw new StackError(
    'missing-source',
    `expected a built checkout of ${title} in ${source}, got none of ${missing}: install and build it as ` +
      'backend/Dockerfile and frontend/Dockerfile do, then run this again',
  );
}

function missingServer(source: string): string | undefined {
  const found = environments.some((folder) => existsSync(join(source, folder, 'bin', 'uvicorn')));
  return found ? undefined : environments.map((folder) => `${folder}/bin/uvicorn`).join(', ');
}

/** SHA-256 over the paths and bytes of the release, in the order of their paths. */
export function digestOf(source: string): Promise<string> {
  return digestOfParts(source, releaseParts, left);
}

/**
 * A throw-away copy with the patches in it; the Python environment is linked.
 * @throws StackError `unsupported` for a file outside backend/, which would have to be built again, or where the
 * text to replace is not there exactly once.
 */
export async function patchedCopy(
  source: string,
  cacheFolder: string,
  patches: readonly SourcePatch[],
): Promise<string> {
  const copy = join(cacheFolder, `electrical-patched-${randomUUID()}`);
  for (const part of releaseParts) {
    if (existsSync(join(source, part))) await copyTree(join(source, part), join(copy, part));
  }
  for (const folder of environments) {
    if (existsSync(join(source, folder))) await symlink(join(source, folder), join(copy, folder));
  }
  for (const patch of patches) await applyPatch(copy, patch, 'backend/');
  return copy;
}

export function backendOf(stackFolder: string): string {
  return join(stackFolder, 'backend');
}

/** Once for each stack. */
const laidOut = new Map<string, Promise<string>>();

/** The stack's own copy of the back end, which keeps its photos beside its source; no .env is taken along. */
export function layOutBackend(context: PlacedRelease): Promise<string> {
  const started = laidOut.get(context.folder) ?? copyBackend(releaseHere(context), context.folder);
  laidOut.set(context.folder, started);
  return started;
}

async function copyBackend(prepared: string, stackFolder: string): Promise<string> {
  const folder = backendOf(stackFolder);
  await copyTree(join(prepared, 'backend'), folder);
  return folder;
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  await cp(from, to, {
    recursive: true,
    filter: (path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return path === from || !(left.has(name) || /^\.env(\..*)?$/u.test(name));
    },
  });
}
