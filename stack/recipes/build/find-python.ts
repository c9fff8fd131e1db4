import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import type { Run } from '../recipe.ts';
import { namesBelow, nearest, probe, type Interpreter, type Places, type Wanted } from './interpreter.ts';

/** Without both no environment with pip can be made; Debian has them in a package of their own. */
const question = `import ensurepip, venv, sys; print(sys.executable, '%d.%d.%d' % sys.version_info[:3])`;
const minors = Array.from({ length: 15 }, (_, at) => `python3.${at + 6}`);

/**
 * The Python nearest to what a release names, of those on PATH and of pyenv.
 * @throws StackError `missing-tool` where no Python here can make an environment, with what to install.
 */
export async function findPython(run: Run, places: Places, wanted: Wanted): Promise<Interpreter> {
  const managed = join(places.home, '.pyenv', 'versions');
  const { version } = wanted;
  const onPath = (name: string): readonly string[] => places.path.map((folder) => join(folder, name));
  const ofPyenv = await namesBelow(managed);
  const isOf = (name: string): boolean => `${name}.`.startsWith(`${version ?? '3'}.`);
  const programs = [
    ...(version === undefined ? [] : onPath(`python${version}`)),
    ...ofPyenv.filter(isOf).map((name) => join(managed, name, 'bin', 'python3')),
    ...['python3', ...minors].flatMap(onPath),
    ...ofPyenv.map((name) => join(managed, name, 'bin', 'python3')),
  ];
  const found = await nearest(programs, wanted, async (program) => {
    const said = (await probe(run, program, ['-c', question])) ?? '';
    const [, path, own] = /^(\S+) (\d+\.\d+\.\d+)$/u.exec(said) ?? [];
    return path === undefined || own === undefined ? undefined : { program: path, version: own };
  });
  if (found !== undefined) return found;
  const name = version === undefined ? 'python3' : `python${version}`;
  throw new StackError(
    'missing-tool',
    `expected ${name} with venv and ensurepip on PATH or in ${managed}, got none: ` +
      `install ${name} and ${name}-venv, or run pyenv install ${version ?? '3'}`,
  );
}
