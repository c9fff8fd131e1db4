import { join } from 'node:path';
import { copyParts, oncePerStack, type BuiltTree } from '../built-tree.ts';
import { electricalBuild } from './build.ts';

/** A checkout once its own Dockerfiles' steps for installing and building have been done. */
export const electricalTree = (title: string) =>
  ({
    title,
    builtFiles: [
      'backend/main.py',
      'backend/scripts/create_admin.py',
      'database/schema_v3_final.sql',
      'frontend/build/index.html',
    ],
    python: { environments, programs: ['uvicorn'] },
    parts: releaseParts,
    leftOut: left,
    patchedBelow: 'backend/',
    builtBy: 'backend/Dockerfile and frontend/Dockerfile do',
    build: electricalBuild,
  }) as const satisfies BuiltTree;

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

/** What a change of makes another release. */
export const builtFrom = [
  'backend',
  'database',
  'frontend',
  'fix_production_schema.sql',
  'production_migration_complete.sql',
  'backup.sh',
  'rollback.sh',
  'ops/droplet',
] as const;

export const left = new Set(['.venv', 'venv', '__pycache__', 'uploads', '.git', 'node_modules']);

export function backendOf(stackFolder: string): string {
  return join(stackFolder, 'backend');
}

/** The stack's own copy of the back end, which keeps its photos beside its source; no .env is taken along. */
export const layOutBackend = oncePerStack(
  async (release, stackFolder): Promise<string> => {
    await copyParts(release, stackFolder, { parts: ['backend'], leftOut: left });
    return backendOf(stackFolder);
  },
  ['backend/uploads'],
);
