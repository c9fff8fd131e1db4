import { readPlace as readSaid, type Said } from '../../stack/recipes/build/documented-commands.ts';
import type { DocumentPlace } from '../../targets/schema/promises.ts';

/** Undefined where the document is not there, or says nothing of the kind any more. */
export function readPlace(folder: string, { file, after, find }: DocumentPlace): Promise<Said | undefined> {
  return readSaid(folder, {
    file,
    find: new RegExp(find, 'mu'),
    ...(after === undefined ? {} : { after }),
  });
}
