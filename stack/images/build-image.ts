import { chmod, copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Report } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import { ensureLocalBase, localBase } from './base-image.ts';
import type { DockerClient, HeldImage } from './docker-client.ts';
import { imageFolder, recipeDigest, recipeLabel } from './image-recipe.ts';
import type { LocalImage } from './image-set.ts';
import { findProgram, type ImageProgram } from './programs.ts';

export interface BaseImage {
  readonly reference: string;
  readonly id: string;
}

export interface BuildOptions {
  readonly docker: DockerClient;
  readonly base: BaseImage;
  /** `Dockerfile`, or the one for a base that comes from a registry. */
  readonly dockerfile: string;
  /** Also where nothing has changed, for the day's security updates. */
  readonly fresh: boolean;
  readonly report: Report;
}

export interface BuiltImage extends HeldImage {
  /** Undefined where what was there is still right. */
  readonly builtInMs: number | undefined;
}

/**
 * Builds an image unless the one that is there was built from the same files, base and program.
 * @throws StackError `missing-tool` where its program is missing, `command-failed` with the last lines of the build.
 */
export async function ensureImage(image: LocalImage, options: BuildOptions): Promise<BuiltImage> {
  const { docker, base, dockerfile, report } = options;
  const place = { machine: docker.machine, report };
  const program = dockerfile === 'Dockerfile' ? await findProgram(image.program, place) : undefined;
  const folder = imageFolder(image.name);
  const recipe = await recipeDigest({ folder, dockerfile, baseId: base.id, program: program?.version });
  const held = await docker.image(image.local);
  if (held?.labels[recipeLabel] === recipe && !options.fresh) return { ...held, builtInMs: undefined };
  report(`building ${image.local}, waiting for the Debian package mirror`);
  const startedAt = performance.now();
  const context = await mkdtemp(join(tmpdir(), 'golive-image-'));
  try {
    await fillContext(context, folder, program);
    const words = [
      ...['build', '--label', `${recipeLabel}=${recipe}`, '--build-arg', `BASE=${base.reference}`],
      // Without it a layer with old packages would be taken for the day's.
      ...(options.fresh ? ['--no-cache'] : []),
      ...['--file', join(context, dockerfile), '--tag', image.local, context],
    ];
    await docker.run(words, `build ${image.local}`);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
  const built = await docker.image(image.local);
  if (built === undefined) {
    throw new StackError('build-failed', `expected ${image.local} to be there after its build, got none`);
  }
  // What it replaces is nobody's any more, unless a container still runs on it.
  if (held !== undefined && held.id !== built.id) await docker.ask(['image', 'rm', held.id]);
  return { ...built, builtInMs: performance.now() - startedAt };
}

/** The same on Golive's own base, where no registry gives one. */
export async function ensureLocal(
  image: LocalImage,
  options: Pick<BuildOptions, 'docker' | 'fresh' | 'report'>,
): Promise<BuiltImage> {
  const { id } = await ensureLocalBase(options.docker, options);
  return ensureImage(image, { ...options, base: { reference: localBase, id }, dockerfile: 'Dockerfile' });
}

async function fillContext(
  context: string,
  folder: string,
  program: ImageProgram | undefined,
): Promise<void> {
  await cp(folder, context, { recursive: true });
  const entrypoint = join(context, 'docker-entrypoint.sh');
  // A package from npm may have lost the right to run it.
  await chmod(entrypoint, 0o755).catch(ignoreMissing);
  if (program === undefined) return;
  const place = join(context, program.name);
  await copyFile(program.path, place);
  await chmod(place, 0o755);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
