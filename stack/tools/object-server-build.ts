import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StackError } from '../stack-error.ts';
import { programCache, type Machine } from './machine.ts';
import { findOnPath } from './path-search.ts';
import { lastLines, runProgram } from './run-program.ts';

/** The release that Golive was tried with, and the Go that its go.mod asks for. */
export const gatewayVersion = 'v1.8.0';
const gatewayModule = `github.com/versity/versitygw/cmd/versitygw@${gatewayVersion}`;
const leastGo = [1, 25] as const;
/** Compiling says nothing for up to a minute on two cores. */
const silenceLimitMs = 240_000;

/** Where the built program is kept: by version, so that a new pin is built anew. */
export function builtGateway(machine: Machine): string {
  return join(programCache(machine), `versitygw-${gatewayVersion}`);
}

/** The Go on PATH, where it is new enough to build the server. */
export async function findGo(machine: Machine): Promise<string | undefined> {
  const go = findOnPath(machine, ['go']);
  if (go === undefined) return undefined;
  const environment = { ...machine.environment, GOTOOLCHAIN: 'local' };
  const { output } = await runProgram(go, ['env', 'GOVERSION'], { environment, silenceLimitMs: 10_000 });
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(output) ?? [];
  const isCurrent =
    Number(major) > leastGo[0] || (Number(major) === leastGo[0] && Number(minor) >= leastGo[1]);
  return isCurrent ? go : undefined;
}

/**
 * Builds versitygw once into Golive's cache. Its modules and objects (about 760 MB) go to a temporary folder that is
 * removed, so that only the program of 44 MB stays.
 * @throws StackError `missing-tool` without a current Go, `build-failed` with the compiler's last lines.
 */
export async function buildGateway(machine: Machine): Promise<void> {
  const go = await findGo(machine);
  if (go === undefined)
    throw new StackError('missing-tool', `expected Go ${leastGo.join('.')} or newer, got none`);
  const work = await mkdtemp(join(tmpdir(), 'golive-build-'));
  try {
    const environment = {
      ...machine.environment,
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-modcacherw',
      GOMODCACHE: join(work, 'modules'),
      GOCACHE: join(work, 'objects'),
      GOBIN: join(work, 'bin'),
      CGO_ENABLED: '0',
    };
    const command = ['install', '-trimpath', '-ldflags=-s -w', gatewayModule];
    const result = await runProgram(go, command, { environment, silenceLimitMs });
    if (result.exitCode !== 0) {
      throw new StackError(
        'build-failed',
        `expected ${gatewayModule} to build, got: ${lastLines(result.output, 4)}`,
      );
    }
    await keep(join(work, 'bin', 'versitygw'), machine);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function keep(program: string, machine: Machine): Promise<void> {
  await mkdir(programCache(machine), { recursive: true });
  const draft = `${builtGateway(machine)}.${process.pid}`;
  // A copy first: the temporary folder may be on another disk, where a rename does not reach.
  await copyFile(program, draft);
  await rename(draft, builtGateway(machine));
}
