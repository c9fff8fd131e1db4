import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import { applyPatch, digestOfParts, releaseHere, type PlacedRelease } from '../built-checkout.ts';
import type { SourcePatch } from '../recipe.ts';

/** What a checkout holds once its own plan's steps for installing and building have been done. */
const builtFiles = [
  'backend/manage.py',
  'backend/fsm_core/settings.py',
  'backend/requirements.txt',
  'docker/scripts/backup.sh',
  'frontend/build/index.html',
] as const;

/** Where its owner may have put the packages of requirements.txt. */
export const environments = ['backend/.venv', 'backend/venv', '.venv'] as const;
const neededPrograms = ['bin/python', 'bin/gunicorn'] as const;

/** Everything that decides how the release behaves; dependencies are pinned by requirements.txt. */
export const releaseParts = ['backend', 'docker/scripts', 'frontend/build'] as const;

export const left = new Set([
  '.venv',
  'venv',
  '__pycache__',
  'media',
  'staticfiles',
  'django.log',
  'db.sqlite3',
]);

/** @throws StackError `missing-source` naming the first thing that a built checkout would have. */
export function requireBuiltCheckout(source: string | undefined): string {
  if (source === undefined) {
    throw new StackError(
      'missing-source',
      'expected --source DIR with a built checkout of AJ-HCP-LE, got none',
    );
  }
  const missing = builtFiles.find((file) => !existsSync(join(source, file)));
  const installed = environments.some((folder) =>
    neededPrograms.every((program) => existsSync(join(source, folder, program))),
  );
  if (missing === undefined && installed) return source;
  const what = missing ?? `${environments.join(', ')} with ${neededPrograms.join(' and ')}`;
  throw new StackError(
    'missing-source',
    `expected a built checkout of AJ-HCP-LE in ${source}, got none of ${what}: install and build it as its own ` +
      'deploy_production.sh does (the front end with TSC_COMPILE_ON_ERROR=true REACT_APP_API_URL=/api), then run this again',
  );
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
  const copy = join(cacheFolder, `aj-hcp-le-patched-${randomUUID()}`);
  for (const part of releaseParts) await copyTree(join(source, part), join(copy, part));
  for (const folder of environments) {
    if (existsSync(join(source, folder))) await symlink(join(source, folder), join(copy, folder));
  }
  for (const patch of patches) await applyPatch(copy, patch, 'backend/');
  return copy;
}

export interface Layout {
  /** Where Django runs, and writes its log and the photos. */
  readonly backend: string;
  readonly scripts: string;
}

export function layoutOf(stackFolder: string): Layout {
  return { backend: join(stackFolder, 'backend'), scripts: join(stackFolder, 'scripts') };
}

const laidOut = new Map<string, Promise<Layout>>();

/** The stack's own copy of what the documented container of the back end has; no .env is taken along. */
export function layOut(context: PlacedRelease): Promise<Layout> {
  const started = laidOut.get(context.folder) ?? copyOut(releaseHere(context), context.folder);
  laidOut.set(context.folder, started);
  return started;
}

async function copyOut(release: string, stackFolder: string): Promise<Layout> {
  const layout = layoutOf(stackFolder);
  await copyTree(join(release, 'backend'), layout.backend);
  await copyTree(join(release, 'docker', 'scripts'), layout.scripts);
  return layout;
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
