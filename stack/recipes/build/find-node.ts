import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import type { Run } from '../recipe.ts';
import { namesBelow, nearest, probe, type Interpreter, type Places, type Wanted } from './interpreter.ts';

/** The Node nearest to what a release names, of those on PATH, of nvm and Golive's own. @throws StackError `missing-tool` */
export async function findNode(run: Run, places: Places, wanted: Wanted): Promise<Interpreter> {
  const managed = join(places.home, '.nvm', 'versions', 'node');
  const programs = [
    ...places.path.map((folder) => join(folder, 'node')),
    ...(await namesBelow(managed)).map((name) => join(managed, name, 'bin', 'node')),
    places.ownNode,
  ];
  const found = await nearest(programs, wanted, async (program) => {
    const version = /^v(\d+\.\d+\.\d+)$/u.exec((await probe(run, program, ['--version'])) ?? '')?.[1];
    return version === undefined ? undefined : { program, version };
  });
  if (found !== undefined) return found;
  throw new StackError('missing-tool', `expected Node ${wanted.version ?? ''} on PATH, got none`);
}
