import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Report } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import type { Machine } from '../tools/index.ts';
import { hasApt, installLine, installPackages } from '../tools/debian-packages.ts';
import { findOnPath } from '../tools/path-search.ts';
import { lastLines, runProgram } from '../tools/run-program.ts';
import type { DockerClient, HeldImage } from './docker-client.ts';
import { recipeLabel } from './image-recipe.ts';

export const localBase = 'golive-local/base:bookworm';

const silenceLimitMs = 180_000;

/** What debian:bookworm-slim leaves out as well; the programs' copyright files stay. */
const excluded = ['doc/*', 'man/*', 'locale/*', 'groff/*', 'info/*', 'lintian/*'];
const included = ['doc/*/copyright', 'locale/locale.alias'];
const settings = [
  ...excluded.map((path) => `--dpkgopt=path-exclude=/usr/share/${path}`),
  ...included.map((path) => `--dpkgopt=path-include=/usr/share/${path}`),
  // A layer that was not finished is thrown away: nothing is gained by waiting for the disk.
  '--dpkgopt=force-unsafe-io',
  '--aptopt=Acquire::Languages "none"',
];

/**
 * Debian 12 as an image, made from the package mirror alone, with updates and security updates of the day.
 * @throws StackError `missing-tool` where mmdebstrap is missing and cannot be installed, `build-failed`.
 */
export async function ensureLocalBase(
  docker: DockerClient,
  options: { readonly fresh: boolean; readonly report: Report },
): Promise<HeldImage> {
  const recipe = createHash('sha256').update(JSON.stringify(settings)).digest('hex');
  const held = await docker.image(localBase);
  if (held !== undefined && held.labels[recipeLabel] === recipe && !options.fresh) return held;
  const program = await bootstrapper(docker.machine, options.report);
  options.report(`building ${localBase}, waiting for the Debian package mirror (about a minute)`);
  const work = await mkdtemp(join(tmpdir(), 'golive-base-'));
  try {
    const archive = join(work, 'base.tar');
    await makeArchive(docker.machine, program, archive);
    const change = `LABEL ${recipeLabel}=${recipe}`;
    await docker.run(['import', '--change', change, archive, localBase], `import ${localBase}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const made = await docker.image(localBase);
  if (made === undefined) throw new StackError('build-failed', `expected ${localBase} to be there, got none`);
  return made;
}

async function makeArchive(machine: Machine, program: string, archive: string): Promise<void> {
  const words = ['--variant=minbase', ...settings, 'bookworm', archive];
  const options = { environment: { ...machine.environment, LC_ALL: 'C' }, silenceLimitMs };
  const { exitCode, output } = await runProgram(program, words, options);
  if (exitCode === 0) return;
  const got = lastLines(output, 4);
  throw new StackError('build-failed', `expected mmdebstrap to make Debian 12, got: ${got}`);
}

async function bootstrapper(machine: Machine, report: Report): Promise<string> {
  const find = (): string | undefined => findOnPath(machine, ['mmdebstrap']);
  if (find() === undefined && machine.isRoot && hasApt(machine)) {
    report('installing mmdebstrap, waiting for the Debian package mirror');
    await installPackages(machine, ['mmdebstrap']);
  }
  const program = find();
  if (program !== undefined) return program;
  const line = hasApt(machine) ? installLine(machine, ['mmdebstrap']) : 'make the registry reachable';
  throw new StackError(
    'missing-tool',
    `local images: expected mmdebstrap, which makes their base, got none; to mend: ${line}`,
  );
}
