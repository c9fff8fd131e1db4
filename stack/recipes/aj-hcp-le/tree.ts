import { join } from 'node:path';
import { copyParts, oncePerStack, type BuiltTree } from '../built-tree.ts';
import { ajBuild } from './build.ts';

/** A checkout once its own plan's steps for installing and building have been done. */
export const ajTree = {
  title: 'AJ-HCP-LE',
  builtFiles: [
    'backend/manage.py',
    'backend/fsm_core/settings.py',
    'backend/requirements.txt',
    'docker/scripts/backup.sh',
    'frontend/build/index.html',
  ],
  python: { environments: ['backend/.venv', 'backend/venv', '.venv'], programs: ['python', 'gunicorn'] },
  parts: ['backend', 'docker/scripts', 'frontend/build'],
  leftOut: new Set(['.venv', 'venv', '__pycache__', 'media', 'staticfiles', 'django.log', 'db.sqlite3']),
  patchedBelow: 'backend/',
  builtBy:
    'its own deploy_production.sh does (the front end with TSC_COMPILE_ON_ERROR=true REACT_APP_API_URL=/api)',
  build: ajBuild,
} as const satisfies BuiltTree;

export interface Layout {
  /** Where Django runs, and writes its log and the photos. */
  readonly backend: string;
  readonly scripts: string;
}

export function layoutOf(stackFolder: string): Layout {
  return { backend: join(stackFolder, 'backend'), scripts: join(stackFolder, 'docker', 'scripts') };
}

/** The stack's own copy of what the documented container of the back end has; no .env is taken along. */
export const layOut = oncePerStack(
  async (release, stackFolder): Promise<Layout> => {
    await copyParts(release, stackFolder, { parts: ['backend', 'docker/scripts'], leftOut: ajTree.leftOut });
    return layoutOf(stackFolder);
  },
  ['backend/media'],
);
