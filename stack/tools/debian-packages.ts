import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StackError } from '../stack-error.ts';
import type { Machine } from './machine.ts';
import { findOnPath, namesIn } from './path-search.ts';
import { lastLines, runProgram, type ProgramResult } from './run-program.ts';
import type { Mend } from './tool.ts';

const options = [
  '-q',
  '-o',
  'DPkg::Lock::Timeout=120',
  '-o',
  'Acquire::http::Timeout=30',
  '-o',
  'Acquire::Retries=1',
];
const silenceLimitMs = 180_000;

export function hasApt(machine: Machine): boolean {
  return machine.platform === 'linux' && findOnPath(machine, ['apt-get']) !== undefined;
}

/** The mend by Debian packages: done as root, said with `sudo` otherwise. */
export function debianMend(machine: Machine, packages: readonly string[]): Mend {
  return {
    line: installLine(machine, packages),
    packages,
    waitingFor: 'the Debian package mirror',
    run: machine.isRoot ? () => installPackages(machine, packages) : undefined,
  };
}

/** The one line that brings these packages. */
export function installLine(machine: Machine, packages: readonly string[]): string {
  const sudo = machine.isRoot ? '' : 'sudo ';
  return `${sudo}apt-get install -y --no-install-recommends ${[...new Set(packages)].join(' ')}`;
}

/**
 * Installs packages without recommended ones; a PostgreSQL server comes without a cluster.
 * @throws StackError `missing-tool` with the last lines of apt-get.
 */
export async function installPackages(machine: Machine, packages: readonly string[]): Promise<void> {
  await using _guard = await withoutNewClusters(machine);
  if (!hasPackageLists(machine)) await apt(machine, ['update']);
  const install = ['install', '-y', '--no-install-recommends', ...new Set(packages)];
  let result = await apt(machine, install);
  if (result.exitCode !== 0) {
    await apt(machine, ['update']);
    result = await apt(machine, install);
  }
  if (result.exitCode === 0) return;
  throw new StackError(
    'missing-tool',
    `expected apt-get to install ${packages.join(' ')}, got: ${lastLines(result.output, 6)}`,
  );
}

function apt(machine: Machine, command: readonly string[]): Promise<ProgramResult> {
  const environment = { ...machine.environment, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  return runProgram('apt-get', [...options, ...command], { environment, silenceLimitMs });
}

function hasPackageLists(machine: Machine): boolean {
  const lists = namesIn(join(machine.systemRoot, 'var/lib/apt/lists'));
  return lists.some((name) => name.includes('_Packages'));
}

/**
 * While it is held, installing a PostgreSQL server neither creates nor starts a cluster: Golive makes its own
 * in a temporary folder, and a machine should not gain a server that nobody asked for.
 */
export async function withoutNewClusters(machine: Machine): Promise<AsyncDisposable> {
  const parents = ['etc/postgresql-common', 'etc/postgresql-common/createcluster.d'];
  const folders = parents.map((folder) => join(machine.systemRoot, folder));
  const added = folders.filter((folder) => !existsSync(folder)).reverse();
  const [, folder = ''] = folders;
  const file = join(folder, 'golive.conf');
  await mkdir(folder, { recursive: true });
  await writeFile(file, 'create_main_cluster = false\n');
  return {
    [Symbol.asyncDispose]: async () => {
      await rm(file, { force: true });
      for (const empty of added) {
        if (namesIn(empty).length === 0) await rmdir(empty);
      }
    },
  };
}
