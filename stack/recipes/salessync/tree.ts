import { existsSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { oncePerStack, type BuiltTree } from '../built-tree.ts';
import { salessyncBuild } from './build.ts';

/** A checkout once its own plan's steps for installing and building have been done. */
export const salessyncTree = {
  title: 'SalesSync',
  builtFiles: [
    'backend-api/src/server.js',
    'backend-api/database/salessync.db',
    'backend-api/node_modules/express/package.json',
    'backend-api/node_modules/sqlite3/build/Release/node_sqlite3.node',
    'node_modules/next/package.json',
    '.next/BUILD_ID',
  ],
  parts: [
    'package.json',
    'package-lock.json',
    'next.config.js',
    '.env.production',
    '.next/BUILD_ID',
    'public',
    'src',
    'backend-api/package.json',
    'backend-api/package-lock.json',
    'backend-api/database/salessync.db',
    'backend-api/src',
  ],
  leftOut: new Set(['.git', '.cache']),
  linked: ['node_modules', '.next', 'backend-api/node_modules'],
  patchedBelow: 'backend-api/src/',
  builtBy: 'its own deployment plan says (Build Process)',
  build: salessyncBuild,
} as const satisfies BuiltTree;

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

/**
 * The stack's own copy of what the system writes beside: its database (found relative to its source), its
 * logs and the front end's caches. Dependencies are only read, and are linked. No database is put there.
 */
export const layOut = oncePerStack(
  async (prepared, stackFolder, context): Promise<Layout> => {
    const layout = layoutOf(stackFolder);
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
  },
  ['backend-api/database'],
);
