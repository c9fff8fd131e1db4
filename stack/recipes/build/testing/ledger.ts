import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environment } from '../../../environment.ts';
import { recipeRun } from '../../../process/run-command.ts';
import type { PrepareContext, Run } from '../../recipe.ts';
import type { BuildPart, BuildPlan } from '../build-plan.ts';

export const ledgerPart = {
  name: 'pages',
  folder: 'pages',
  documented: [{ file: 'README.md', after: '## Build', find: /^(sh .*)$/u }],
  makes: ['made'],
} as const;

export const planOf = (name: string, ...repairs: BuildPart['repairs']): BuildPlan => ({
  name,
  sourceFiles: ['README.md'],
  parts: [{ ...ledgerPart, repairs }],
});

export const ledger = (build: BuildPlan) => ({ title: 'Ledger', build });

export interface LedgerContext extends PrepareContext {
  /** Of builds, in the order in which they were begun. */
  readonly commands: string[];
  readonly said: string[];
}

/** A small checkout that this project made up, in a folder of its own. */
export interface Ledger extends AsyncDisposable {
  readonly folder: string;
  readonly checkout: string;
  put(file: string, text: string): Promise<void>;
  /** As a run has it; `begun` is told of each command of a build, and may throw. */
  context(begun?: (command: string) => void): LedgerContext;
}

export async function makeLedger(): Promise<Ledger> {
  const folder = await mkdtemp(join(tmpdir(), 'golive-build-'));
  const checkout = join(folder, 'checkout');
  const put = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(checkout, file)), { recursive: true });
    await writeFile(join(checkout, file), text);
  };
  await put('README.md', '# Ledger\n\nsh other.sh\n\n## Build\n\nsh build.sh\n');
  await put('pages/build.sh', 'echo working; mkdir made; cp words.txt made/');
  await put('pages/words.txt', 'one');
  return {
    folder,
    checkout,
    put,
    context: (begun) => contextIn(folder, checkout, begun),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function contextIn(folder: string, checkout: string, begun?: (command: string) => void): LedgerContext {
  const real = recipeRun({ spawn, folder, environment: { PATH: environment.path, HOME: folder } });
  const commands: string[] = [];
  const said: string[] = [];
  const run: Run = async (program, words, options) => {
    if (program === '/bin/sh') {
      commands.push(options.label);
      begun?.(options.label);
    }
    return await real(program, words, options);
  };
  const draft = (): Promise<string> => mkdtemp(join(folder, 'draft-'));
  const builds = { folder: join(folder, 'builds'), draft };
  const report = (message: string): void => void said.push(message);
  const rest = { source: checkout, cacheFolder: folder, draftFolder: folder, patch: [] };
  return { ...rest, builds, run, report, commands, said };
}
