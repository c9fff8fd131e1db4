import type { Report } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import type { Machine } from '../tools/index.ts';
import { failedLately, forgetFailure, rememberFailure } from '../tools/attempts.ts';
import { lastLines } from '../tools/run-program.ts';
import { ensureImage, ensureLocal, type BaseImage, type BuildOptions } from './build-image.ts';
import { openDockerClient, type DockerClient, type HeldImage } from './docker-client.ts';
import { imageNames, imageSet, officialNode, type ImageName, type StackImage } from './image-set.ts';

export const imageOrigins = ['local', 'registry'] as const;
export type ImageOrigin = (typeof imageOrigins)[number];

/** Which image a run uses, for its evidence. */
export interface ChosenImage {
  readonly name: ImageName;
  /** The variable of docker-compose.test.yml that gets the reference. */
  readonly variable: string;
  readonly reference: string;
  /** By the registry where it came from one, else the image's own id: `sha256:…`. */
  readonly digest: string;
  /** `local`: built on this machine from Debian's packages. `registry`: pulled, as a user's production does. */
  readonly origin: ImageOrigin;
  /** Undefined where nothing had to be built. */
  readonly builtInMs: number | undefined;
}

export interface ChooseImagesOptions {
  readonly machine: Machine;
  /** Opened on the machine's engine where it is left out. */
  readonly docker?: DockerClient;
  /** Those that a stack needs; all where it is left out. */
  readonly names?: readonly ImageName[];
  /** Undefined: the official ones where the engine has them or a registry answers, else local ones. */
  readonly origin?: ImageOrigin | undefined;
  /** Asks a registry that did not answer within the last day all the same. */
  readonly retry?: boolean;
  /** Builds or pulls again what is there, for the day's security updates. */
  readonly fresh?: boolean;
  readonly report: Report;
}

interface Work extends Pick<BuildOptions, 'docker' | 'fresh' | 'report'> {
  readonly wanted: readonly StackImage[];
}

/**
 * Has every image of the set ready in the engine, and says which. An image that the user names by its variable is taken
 * as it is; the others come from one origin, and why it is not the registry is reported.
 * @throws StackError `missing-tool` without an engine, `command-failed` where an image can neither be pulled nor built.
 */
export async function chooseImages(options: ChooseImagesOptions): Promise<readonly ChosenImage[]> {
  const { machine, names = imageNames, fresh = false, report } = options;
  const docker = options.docker ?? (await openDockerClient(machine));
  const all = imageSet.filter(({ name }) => names.includes(name));
  const named = all.filter(({ variable }) => machine.environment[variable]);
  const chosen = await Promise.all(named.map((image) => takeNamed(docker, image)));
  const work: Work = { docker, fresh, report, wanted: all.filter((image) => !named.includes(image)) };
  const others = work.wanted.length === 0 ? [] : await takeSet(work, options);
  return [...chosen, ...others].toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

async function takeSet(work: Work, options: ChooseImagesOptions): Promise<readonly ChosenImage[]> {
  const { origin, machine, retry = false, fresh = false, report } = options;
  if (origin === 'local') return await takeLocal(work);
  if (origin === undefined && !retry && !fresh && failedLately(machine, registryId)) {
    report(
      'no registry gave the images when it was last asked (golive images asks again): local ones are used',
    );
    return await takeLocal(work);
  }
  const failure = await pullOfficial(work);
  if (failure === undefined) {
    await forgetFailure(machine, registryId);
    return await takeOfficial(work);
  }
  if (origin === 'registry') throw new StackError('command-failed', failure);
  await rememberFailure(machine, registryId, failure);
  report(`${failure}; local images stand in, built from Debian’s packages`);
  return await takeLocal(work);
}

/** A registry behind a wall costs half a minute to ask: no run waits for it again on the same day. */
export const registryId = 'image-registry';

/** Brings what the engine lacks; the first that does not come is the reason why none is used. */
async function pullOfficial({ docker, wanted, fresh, report }: Work): Promise<string | undefined> {
  for (const { official: reference = officialNode } of wanted) {
    if (!fresh && (await docker.image(reference)) !== undefined) continue;
    report(`pulling ${reference}, waiting for its registry`);
    const { exitCode, output } = await docker.ask(['pull', reference], 120_000);
    if (exitCode !== 0) return `no registry gives ${reference}: ${lastLines(output, 1)}`;
  }
  return undefined;
}

async function takeOfficial(work: Work): Promise<readonly ChosenImage[]> {
  const { docker } = work;
  const base = async (): Promise<BaseImage> => ({
    reference: officialNode,
    ...(await held(docker, officialNode)),
  });
  const chosen: ChosenImage[] = [];
  for (const image of work.wanted) {
    if (image.official === undefined) {
      const options = { ...work, base: await base(), dockerfile: 'Dockerfile.registry' };
      chosen.push(asChosen(image, image.local, 'registry', await ensureImage(image, options)));
    } else chosen.push(asChosen(image, image.official, 'registry', await held(docker, image.official)));
  }
  return chosen;
}

async function takeLocal(work: Work): Promise<readonly ChosenImage[]> {
  const chosen: ChosenImage[] = [];
  for (const image of work.wanted) {
    chosen.push(asChosen(image, image.local, 'local', await ensureLocal(image, work)));
  }
  return chosen;
}

async function takeNamed(docker: DockerClient, image: StackImage): Promise<ChosenImage> {
  const reference = docker.machine.environment[image.variable] ?? '';
  const there = await docker.image(reference);
  if (there === undefined) await docker.run(['pull', reference], `pull ${reference} (${image.variable})`);
  const image_ = there ?? (await held(docker, reference));
  return asChosen(image, reference, image_.registryDigest === undefined ? 'local' : 'registry', image_);
}

async function held(docker: DockerClient, reference: string): Promise<HeldImage> {
  const image = await docker.image(reference);
  if (image === undefined) throw new StackError('command-failed', `expected an image ${reference}, got none`);
  return image;
}

function asChosen(
  { name, variable }: StackImage,
  reference: string,
  origin: ImageOrigin,
  image: HeldImage & { readonly builtInMs?: number | undefined },
): ChosenImage {
  const digest = image.registryDigest?.split('@')[1] ?? image.id;
  return { name, variable, reference, digest, origin, builtInMs: image.builtInMs };
}
