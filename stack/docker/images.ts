import { environment } from '../environment.ts';
import { chooseImages, type ChosenImage, type ImageName } from '../images/index.ts';
import type { Recipe, Report } from '../recipes/recipe.ts';
import { currentMachine } from '../tools/index.ts';

export type StackImages = readonly ChosenImage[];

const nameOf = { postgres: 'postgres', objects: 'objects', redis: 'redis' } as const satisfies Record<
  Recipe['services'][number],
  ImageName
>;

const chosen = new Map<string, Promise<StackImages>>();

/** The images that a recipe's stacks are made of, chosen once for all stacks of a run. */
export function stackImages(recipe: Recipe, report: Report): Promise<StackImages> {
  const names = imageNames(recipe);
  const key = names.join(' ');
  const known =
    chosen.get(key) ?? chooseImages({ machine: currentMachine(environment.inherited), names, report });
  chosen.set(key, known);
  return known;
}

export function imageNames({ services, container }: Recipe): readonly ImageName[] {
  return [...services.map((service) => nameOf[service]), container?.front ?? 'caddy', 'node'];
}

export function imageOf(images: StackImages, name: ImageName): ChosenImage | undefined {
  return images.find((image) => image.name === name);
}

/** What is said of a part in the evidence: `15.20, golive-local/postgres:15 built here (sha256:1a2b…)`. */
export function versionOf(
  said: string,
  image: ChosenImage | undefined,
  pattern = /(\d+(?:\.\d+)+)/u,
): string {
  const version = pattern.exec(said)?.[1];
  if (image === undefined) return version ?? 'unknown';
  const from = image.origin === 'local' ? 'built here' : 'from its registry';
  const which = `${image.reference} ${from} (${image.digest.slice(0, 19)})`;
  return version === undefined ? which : `${version}, ${which}`;
}
