import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StackError } from '../stack-error.ts';
import { programCache, type Machine } from './machine.ts';
import { findOnPath } from './path-search.ts';
import { lastLines, runProgram } from './run-program.ts';

/** A program that Golive builds from its source where Go is, since no registry that npm or Debian asks has it. */
export interface GoProgram {
  readonly name: string;
  readonly module: string;
  /** The folder of the program in its module; none where it is the module itself. */
  readonly folder?: string;
  /** The release that Golive was tried with. */
  readonly version: string;
  /** The Go that its go.mod asks for. */
  readonly leastGo: readonly [major: number, minor: number];
}

/** The compiler names each package; what comes after the last one, linking, says nothing for a while. */
const silenceLimitMs = 240_000;

/** Where the built program is kept: by version, so that a new pin is built anew. */
export function builtProgram(machine: Machine, { name, version }: GoProgram): string {
  return join(programCache(machine), `${name}-${version}`);
}

/** The Go on PATH, where it is new enough to build the program. */
export async function findGo(machine: Machine, { leastGo }: GoProgram): Promise<string | undefined> {
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
 * Builds a program once into Golive's cache. Its modules and objects (up to 1 GB) go to a temporary folder that is
 * removed, so that only the program itself stays.
 * @throws StackError `missing-tool` without a current Go, `build-failed` with the compiler's last lines.
 */
export async function buildProgram(machine: Machine, program: GoProgram): Promise<void> {
  const go = await findGo(machine, program);
  if (go === undefined) {
    const what = `expected Go ${program.leastGo.join('.')} or newer, to build ${program.name}`;
    throw new StackError('missing-tool', `${what}, got none`);
  }
  const work = await mkdtemp(join(tmpdir(), 'golive-build-'));
  try {
    // Not `go install module@version`: that asks for the list of all versions, which some proxies do not keep.
    await writeFile(join(work, 'go.mod'), draftModule(program));
    const built = join(work, 'built');
    const from = [program.module, program.folder].filter((part) => part !== undefined).join('/');
    const command = ['build', '-mod=mod', '-v', '-trimpath', '-ldflags=-s -w', '-o', built, from];
    const environment = buildEnvironment(machine, work);
    const result = await runProgram(go, command, { environment, folder: work, silenceLimitMs });
    if (result.exitCode !== 0) {
      const got = lastLines(result.output, 4);
      throw new StackError('build-failed', `expected ${from}@${program.version} to build, got: ${got}`);
    }
    await keep(built, builtProgram(machine, program), machine);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function draftModule({ module, version, leastGo }: GoProgram): string {
  return `module golive.build/draft\n\ngo ${leastGo.join('.')}\n\nrequire ${module} ${version}\n`;
}

function buildEnvironment(machine: Machine, work: string): Record<string, string | undefined> {
  return {
    ...machine.environment,
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-modcacherw',
    // Where somebody names a cache, as CI does, several programs share what they have in common.
    GOMODCACHE: machine.environment['GOMODCACHE'] || join(work, 'modules'),
    GOCACHE: machine.environment['GOCACHE'] || join(work, 'objects'),
    CGO_ENABLED: '0',
  };
}

async function keep(built: string, place: string, machine: Machine): Promise<void> {
  await mkdir(programCache(machine), { recursive: true });
  const draft = `${place}.${process.pid}`;
  // A copy first: the temporary folder may be on another disk, where a rename does not reach.
  await copyFile(built, draft);
  await rename(draft, place);
}
