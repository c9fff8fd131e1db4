import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import { applyPatch, digestOfParts, releaseHere, type PlacedRelease } from '../built-checkout.ts';
import type { SourcePatch } from '../recipe.ts';

/** What a checkout holds once its own plan's steps for installing and building have been done. */
const builtFiles = [
  'backend/app/main.py',
  'backend/alembic.ini',
  'backend/requirements.txt',
  'frontend/dist/index.html',
] as const;

/** Where its owner may have put the packages of requirements.txt. */
export const environments = ['backend/.venv', 'backend/venv'] as const;
const neededPrograms = ['bin/python', 'bin/uvicorn', 'bin/celery', 'bin/alembic'] as const;

/** Everything that decides how the release behaves; dependencies are pinned by requirements.txt. */
export const releaseParts = [
  'backend/requirements.txt',
  'backend/alembic.ini',
  'backend/alembic',
  'backend/app',
  'frontend/dist',
] as const;

/** @throws StackError `missing-source` naming the first thing that a built checkout would have. */
export function requireBuiltCheckout(source: string | undefined): string {
  if (source === undefined) {
    throw new StackError(
      'missing-source',
      'expected --source DIR with a built checkout of Teliporter, got none',
    );
  }
  const places = environments.map((folder) => join(source, folder));
  const programs = places.map((place) => neededPrograms.find((program) => !existsSync(join(place, program))));
  const missing = builtFiles.find((file) => !existsSync(join(source, file)));
  if (missing === undefined && programs.includes(undefined)) return source;
  const what =
    missing ??
    `${environments.join(' or ')} with ${neededPrograms.join(', ')} (Python 3.11, requirements.txt)`;
  throw new StackError(
    'missing-source',
    `expected a built checkout of Teliporter in ${source}, got none of ${what}: install and build it as its own ` +
      'DEPLOYMENT.md says, then run this again',
  );
}

/** SHA-256 over the paths and bytes of the release, in the order of their paths. */
export function digestOf(source: string): Promise<string> {
  return digestOfParts(source, releaseParts, new Set(['__pycache__']));
}

/**
 * A throw-away copy with the patches in it. @throws StackError `unsupported` for a file outside backend/app/, which
 * would have to be built again, or where the text to replace is not there exactly once.
 */
export async function patchedCopy(
  source: string,
  cacheFolder: string,
  patches: readonly SourcePatch[],
): Promise<string> {
  const copy = join(cacheFolder, `teliporter-patched-${randomUUID()}`);
  for (const part of releaseParts) await cp(join(source, part), join(copy, part), { recursive: true });
  for (const folder of environments) {
    if (existsSync(join(source, folder))) await symlink(join(source, folder), join(copy, folder));
  }
  for (const patch of patches) await applyPatch(copy, patch, 'backend/app/');
  return copy;
}

export interface Layout {
  /** Where the API, worker, beat and Alembic run. */
  readonly backend: string;
}

export function layoutOf(stackFolder: string): Layout {
  return { backend: join(stackFolder, 'backend') };
}

const laidOut = new Map<string, Promise<Layout>>();

/** The stack's own copy of what runs: beat writes its schedule beside it. */
export function layOut(context: PlacedRelease): Promise<Layout> {
  const started = laidOut.get(context.folder) ?? copyOut(releaseHere(context), context.folder);
  laidOut.set(context.folder, started);
  return started;
}

async function copyOut(release: string, stackFolder: string): Promise<Layout> {
  const layout = layoutOf(stackFolder);
  await mkdir(layout.backend, { recursive: true });
  for (const part of ['app', 'alembic', 'alembic.ini']) {
    await cp(join(release, 'backend', part), join(layout.backend, part), { recursive: true });
  }
  return layout;
}
