import { accessSync, constants, existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

import { debianMend, hasApt } from './debian-packages.ts';
import { daemonProgram, startDaemon } from './docker-daemon.ts';
import { distribution, distributionVersion, type Machine } from './machine.ts';
import { findOnPath } from './path-search.ts';
import { runProgram } from './run-program.ts';
import type { Mend, Tool } from './tool.ts';

const answerLimitMs = 5000;

/** What the containers of `--stack docker` run on. Nothing else needs it, so set-up brings it only when it is asked. */
export const dockerEngine: Tool = {
  id: 'docker-engine',
  label: 'Docker Engine',
  failureLabel: '--stack docker and golive images cannot run',
  need: 'optional',
  mustRun: true,
  unfit: 'does not answer',
  shouldTest: () => true,
  locate: engineHost,
  version: engineVersion,
  mends,
  repair,
};

/** Where the engine listens: DOCKER_HOST, else the first socket that is there. */
function engineHost(machine: Machine): string | undefined {
  const { environment, home, systemRoot } = machine;
  if (environment['DOCKER_HOST']) return environment['DOCKER_HOST'];
  const runtime = environment['XDG_RUNTIME_DIR'];
  const sockets = [
    defaultSocket(systemRoot),
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
  ];
  const socket = sockets.find((place) => existsSync(place));
  return socket === undefined ? undefined : `unix://${socket}`;
}

function defaultSocket(systemRoot: string): string {
  return join(systemRoot, 'var/run/docker.sock');
}

/** What it says of itself, or undefined where it does not answer. */
async function engineVersion(host: string, machine: Machine): Promise<string | undefined> {
  if (host.startsWith('unix://')) return await versionOverSocket(host.slice('unix://'.length));
  const docker = findOnPath(machine, ['docker']);
  if (docker === undefined) return undefined;
  const options = {
    environment: { ...machine.environment, DOCKER_HOST: host },
    silenceLimitMs: answerLimitMs,
  };
  const said = await runProgram(docker, ['version', '--format', '{{.Server.Version}}'], options);
  return said.exitCode === 0 ? /^\d\S*/.exec(said.output.trim())?.[0] : undefined;
}

function versionOverSocket(socketPath: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path: '/version', timeout: answerLimitMs }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => (body += piece));
      answer.on('error', () => resolve(undefined));
      answer.on('end', () => resolve(/"Version":"(\d[^"]*)"/.exec(body)?.[1]));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.on('close', () => resolve(undefined));
    asked.end();
  });
}

function mends(machine: Machine): readonly Mend[] {
  if (machine.platform !== 'linux') {
    return [
      { line: 'install and start Docker Desktop, OrbStack or colima', waitingFor: 'you', run: undefined },
    ];
  }
  if (daemonProgram(machine) !== undefined) return [startMend(machine)];
  if (!hasApt(machine)) {
    const line = 'install Docker Engine (https://docs.docker.com/engine/install/) and start it';
    return [{ line, waitingFor: 'you', run: undefined }];
  }
  const install = debianMend(machine, enginePackages(machine));
  const bring = install.run;
  return [
    {
      ...install,
      line: `golive doctor --fix (${install.line}, and starts dockerd)`,
      waitingFor: 'the Debian package mirror and the first answer of the engine',
      run:
        bring === undefined
          ? undefined
          : async () => {
              if (daemonProgram(machine) === undefined) await bring();
              await startDaemon(machine, () => versionOverSocket(defaultSocket(machine.systemRoot)));
            },
    },
  ];
}

/** Debian 13 has the client in a package of its own. */
export function enginePackages(machine: Machine): readonly string[] {
  const isSplit = distribution(machine) === 'debian' && Number(distributionVersion(machine)) >= 13;
  return ['docker.io', 'iptables', ...(isSplit ? ['docker-cli'] : [])];
}

function startMend(machine: Machine): Mend {
  const start = machine.isRoot
    ? () => startDaemon(machine, () => versionOverSocket(defaultSocket(machine.systemRoot)))
    : undefined;
  const line = machine.isRoot ? 'golive doctor --fix (starts dockerd)' : 'sudo systemctl start docker';
  return { line, waitingFor: 'the first answer of the engine', run: start };
}

/** A socket that is there and may not be written belongs to a group that this user is not in. */
function repair(host: string, machine: Machine): string | undefined {
  if (machine.environment['DOCKER_HOST'])
    return `start the engine that DOCKER_HOST names, or unset DOCKER_HOST`;
  try {
    accessSync(host.slice('unix://'.length), constants.W_OK);
    return undefined;
  } catch {
    return 'sudo usermod -aG docker "$USER", and sign in again';
  }
}
