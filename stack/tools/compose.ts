import { mkdir, mkdtemp, rename, rm, copyFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { debianMend, hasApt } from './debian-packages.ts';
import { downloadFromSuite } from './debian-suite.ts';
import { distribution, distributionVersion, type Machine } from './machine.ts';
import { findOnPath, isExecutable } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Mend, Tool } from './tool.ts';

const plugin = 'docker-compose';
const systemFolders = [
  'usr/local/lib/docker/cli-plugins',
  'usr/local/libexec/docker/cli-plugins',
  'usr/lib/docker/cli-plugins',
  'usr/libexec/docker/cli-plugins',
  'Applications/Docker.app/Contents/Resources/cli-plugins',
];

/** `docker compose`, which starts the stack of docker-compose.test.yml. */
export const compose: Tool = {
  id: 'docker-compose',
  label: 'Docker Compose 2',
  failureLabel: '--stack docker cannot start its containers',
  need: 'optional',
  shouldTest: () => true,
  locate,
  version: async (path, machine) => {
    const options = { environment: machine.environment, silenceLimitMs: 10_000 };
    const { exitCode, output } = await runProgram(path, ['version', '--short'], options);
    return exitCode === 0 ? /\d+(?:\.\d+)+/.exec(output)?.[0] : undefined;
  },
  mends,
};

/** The plugin, where there is a `docker` for it to be a plugin of. */
function locate(machine: Machine): string | undefined {
  if (findOnPath(machine, ['docker']) === undefined) return undefined;
  const folders = [
    dirname(ownPlace(machine)),
    ...systemFolders.map((folder) => join(machine.systemRoot, folder)),
  ];
  return folders.map((folder) => join(folder, plugin)).find(isExecutable);
}

/** Where a user's own plugins lie. */
function ownPlace(machine: Machine): string {
  const settings = machine.environment['DOCKER_CONFIG'] || join(machine.home, '.docker');
  return join(settings, 'cli-plugins', plugin);
}

function mends(machine: Machine): readonly Mend[] {
  const byHand = 'install the Docker client with Compose 2 (https://docs.docker.com/compose/install/)';
  if (!hasApt(machine)) return [{ line: byHand, waitingFor: 'you', run: undefined }];
  if (distribution(machine) === 'ubuntu') return [debianMend(machine, ['docker.io', 'docker-compose-v2'])];
  if (Number(distributionVersion(machine)) >= 13)
    return [debianMend(machine, ['docker-cli', 'docker-compose'])];
  return [
    {
      line: 'golive doctor --fix (takes the one file of Compose 2 out of Debian 13’s package)',
      waitingFor: 'the Debian package mirror',
      run: () => takeFromNextDebian(machine),
    },
  ];
}

/**
 * Debian 12 has Compose 1 only. Version 2 is one static program, so the next Debian's is used, for this user alone;
 * the machine's own sources are left as they are.
 */
async function takeFromNextDebian(machine: Machine): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'golive-compose-'));
  try {
    const unpacked = await downloadFromSuite(machine, { suite: 'trixie', package: plugin, work });
    const place = ownPlace(machine);
    await mkdir(dirname(place), { recursive: true });
    const draft = `${place}.${process.pid}`;
    await copyFile(join(unpacked, 'usr/libexec/docker/cli-plugins', plugin), draft);
    await chmod(draft, 0o755);
    await rename(draft, place);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
