import { join } from 'node:path';
import { copyParts, oncePerStack, type BuiltTree } from '../built-tree.ts';
import { teliporterBuild } from './build.ts';

/** A checkout once its own plan's steps for installing and building have been done. */
export const teliporterTree = {
  title: 'Teliporter',
  builtFiles: [
    'backend/app/main.py',
    'backend/alembic.ini',
    'backend/requirements.txt',
    'frontend/dist/index.html',
  ],
  python: {
    environments: ['backend/.venv', 'backend/venv'],
    programs: ['python', 'uvicorn', 'celery', 'alembic'],
  },
  parts: [
    'backend/requirements.txt',
    'backend/alembic.ini',
    'backend/alembic',
    'backend/app',
    'frontend/dist',
  ],
  leftOut: new Set(['__pycache__', '.venv', 'venv', '.git', '.env']),
  patchedBelow: 'backend/app/',
  builtBy: 'its own DEPLOYMENT.md says (Python 3.11, requirements.txt)',
  build: teliporterBuild,
} as const satisfies BuiltTree;

export interface Layout {
  /** Where the API, worker, beat and Alembic run. */
  readonly backend: string;
}

export function layoutOf(stackFolder: string): Layout {
  return { backend: join(stackFolder, 'backend') };
}

/** The stack's own copy of what runs: beat writes its schedule beside it. */
export const layOut = oncePerStack(async (release, stackFolder): Promise<Layout> => {
  const parts = ['backend/app', 'backend/alembic', 'backend/alembic.ini'];
  await copyParts(release, stackFolder, { parts, leftOut: teliporterTree.leftOut });
  return layoutOf(stackFolder);
});
