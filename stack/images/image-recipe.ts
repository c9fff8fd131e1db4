import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** On each image that Golive builds: the digest of all that it was built from. */
export const recipeLabel = 'golive.recipe';

/** The folder with an image's Dockerfile. */
export function imageFolder(name: string): string {
  return join(import.meta.dirname, name);
}

/** What an image is built from; two equal ones make the same image but for the day's security updates. */
export interface ImageRecipe {
  readonly folder: string;
  readonly dockerfile: string;
  /** The base by its id, not its name: a base made anew makes its images anew. */
  readonly baseId: string;
  /** Name and version of the program that goes in. */
  readonly program: string | undefined;
}

export async function recipeDigest({ folder, ...rest }: ImageRecipe): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const name of (await readdir(folder)).toSorted()) {
    const bytes = await readFile(join(folder, name));
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
