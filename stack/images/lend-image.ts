import type { Report } from '../recipes/recipe.ts';
import { failedLately, rememberFailure } from '../tools/attempts.ts';
import { lastLines } from '../tools/run-program.ts';
import { chooseImages, registryId } from './choose-images.ts';
import type { DockerClient } from './docker-client.ts';
import { imageSet, officialNode } from './image-set.ts';

/** An image that somebody else's file names, as it can be had here. */
export type LentImage =
  | { readonly outcome: 'held' }
  | { readonly outcome: 'stands-in'; readonly reference: string }
  | { readonly outcome: 'missing'; readonly why: string };

/**
 * Has an image ready that documents name: the engine's own, that of its registry, or, where no registry answers, a local
 * one of the same program and major version. @throws StackError where a local one cannot be built
 */
export async function lendImage(
  reference: string,
  { docker, report }: { readonly docker: DockerClient; readonly report: Report },
): Promise<LentImage> {
  const { machine } = docker;
  if ((await docker.image(reference)) !== undefined) return { outcome: 'held' };
  const isSilent = failedLately(machine, registryId);
  let why = 'no registry answered when it was last asked (golive images asks again)';
  if (!isSilent) {
    report(`pulling ${reference}, waiting for its registry`);
    const { exitCode, output } = await docker.ask(['pull', '--quiet', reference]);
    if (exitCode === 0) return { outcome: 'held' };
    why = lastLines(output, 2);
    // An image that is not there says nothing of a registry.
    if (/no such host|connection refused|timeout|unreachable/iu.test(why))
      await rememberFailure(machine, registryId, why);
  }
  const asked = partsOf(reference);
  const like = imageSet.find(({ official = officialNode }) => {
    const { name, major } = partsOf(official);
    return name === asked.name && major === asked.major;
  });
  if (like === undefined) return { outcome: 'missing', why };
  const [chosen] = await chooseImages({ machine, docker, names: [like.name], origin: 'local', report });
  return chosen === undefined
    ? { outcome: 'missing', why }
    : { outcome: 'stands-in', reference: chosen.reference };
}

function partsOf(reference: string): { readonly name: string; readonly major: string } {
  const [, name = '', tag = ''] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/u.exec(reference) ?? [];
  // Without the host of its registry.
  const short = name.replace(/^[^/]*[.:][^/]*\//u, '').replace(/^library\//u, '');
  return { name: short, major: /^\d+/u.exec(tag)?.[0] ?? '' };
}
