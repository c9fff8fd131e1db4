import { access, constants, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../stack-error.ts';
import { runTool } from './run-tool.ts';
import type { Spawn } from './unprivileged-user.ts';

const packagedFolder = '/usr/lib/postgresql';

/**
 * The one folder that server, pg_dump and pg_restore are taken from (a pg_dump refuses a newer server): where
 * pg_config points if a server is there, else the newest of Debian's. Throws StackError `missing-tool`.
 */
export async function findPostgresBinDirectory(spawn: Spawn): Promise<string> {
  const candidates = [...(await configuredFolder(spawn)), ...(await packagedFolders())];
  for (const folder of candidates) if (await holdsServer(folder)) return folder;
  throw new StackError(
    'missing-tool',
    'expected a PostgreSQL server (postgres, initdb, pg_dump) where pg_config points or below ' +
      `${packagedFolder}, got ${candidates.length === 0 ? 'neither' : `none in ${candidates.join(', ')}`}: ` +
      'apt-get install postgresql',
  );
}

async function configuredFolder(spawn: Spawn): Promise<string[]> {
  try {
    const { exitCode, output } = await runTool(spawn, 'pg_config', ['--bindir'], { timeoutMs: 5_000 });
    return exitCode === 0 ? [output] : [];
  } catch (error) {
    if (error instanceof StackError && error.code === 'missing-tool') return [];
    throw error;
  }
}

async function packagedFolders(): Promise<string[]> {
  const versions = await readdir(packagedFolder).catch(() => []);
  const newestFirst = versions.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => join(packagedFolder, version, 'bin'));
}

async function holdsServer(folder: string): Promise<boolean> {
  const programs = ['postgres', 'initdb', 'pg_dump', 'pg_restore'];
  const found = await Promise.all(
    programs.map((program) =>
      access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}
