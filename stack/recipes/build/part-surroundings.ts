import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../recipe.ts';
import type { BuildPart } from './build-plan.ts';
import type { PartTools } from './build-tools.ts';
import { environmentFolder } from './command-environment.ts';
import { probe } from './interpreter.ts';

export async function makeEnvironment(python: string, folder: string, run: Run): Promise<void> {
  await run(python, ['-m', 'venv', environmentFolder], {
    folder,
    timeoutMs: 120_000,
    label: `making an environment of ${python}`,
  });
}

export async function layStandIns(part: BuildPart, draft: string): Promise<Readonly<Record<string, string>>> {
  const named: Record<string, string> = {};
  for (const { file, variable } of part.standIns ?? []) {
    const path = join(draft, file.name);
    await writeFile(path, file.text);
    named[variable] = path;
  }
  return named;
}

export async function registryOf({ node }: PartTools, folder: string, run: Run): Promise<string | undefined> {
  if (node === undefined) return undefined;
  const url = await probe(run, 'npm', ['config', 'get', 'registry', `--prefix=${folder}`]);
  const line = url?.split('\n').at(-1) ?? '';
  return URL.canParse(line) ? new URL(line).hostname : undefined;
}

/** The programs of an environment name the place that it was made at. */
export async function movePrograms(environment: string, from: string, to: string): Promise<void> {
  const programs = (await readdir(join(environment, 'bin'))).map((name) => join('bin', name));
  for (const name of [...programs, 'pyvenv.cfg']) {
    const file = join(environment, name);
    const bytes = (await stat(file)).isFile() ? await readFile(file) : Buffer.alloc(0);
    if (bytes.length > 100_000 || bytes.includes(0) || !bytes.includes(from)) continue;
    await writeFile(file, bytes.toString('utf8').replaceAll(from, to));
  }
}
