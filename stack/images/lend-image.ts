import type { Report } from '../recipes/recipe.ts';
import { failedLately, rememberFailure } from '../tools/attempts.ts';
import { lastLines } from '../tools/run-program.ts';
import { ensureLocal } from './build-image.ts';
import { registryId } from './choose-images.ts';
import type { DockerClient } from './docker-client.ts';
import { imageSet, lentImages, officialNode } from './image-set.ts';

/** An image that somebody else's file names, as it can be had here. */
export type LentImage =
  | { readonly outcome: 'held' }
  | { readonly outcome: 'stands-in'; readonly reference: string }
  | { readonly outcome: 'missing'; readonly why: string };

/**
 * Has an image ready that documents name: the engine's own, that of its registry, or, where no registry answers, a local
 * one of the same program and version. @throws StackError where a local one cannot be built
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
  const like = [...imageSet, ...lentImages].find(({ official = officialNode }) =>
    isLike(reference, official),
  );
  if (like === undefined) return { outcome: 'missing', why };
  await ensureLocal(like, { docker, fresh: false, report });
  return { outcome: 'stands-in', reference: like.local };
}

/** Whether it is the same program, of the version that the other names: `redis:7.4-alpine` of `redis:7`. Pure. */
function isLike(reference: string, official: string): boolean {
  const [asked, other] = [partsOf(reference), partsOf(official)];
  return asked.name === other.name && `${asked.version}.`.startsWith(`${other.version}.`);
}

function partsOf(reference: string): { readonly name: string; readonly version: string } {
  const [, name = '', tag = ''] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/u.exec(reference) ?? [];
  // Without the host of its registry.
  const short = name.replace(/^[^/]*[.:][^/]*\//u, '').replace(/^library\//u, '');
  return { name: short, version: /^[\d.]+/u.exec(tag)?.[0] ?? '' };
}
