import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { environment } from '../environment.ts';
import type { Prepared, PrepareContext, Recipe } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import { preparePrevious } from './prepare-previous.ts';
import { recipeRun } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-prepare-previous-'));
after(() => rmSync(folder, { recursive: true }));
const source = mkdtempSync(join(folder, 'source-'));
const who = ['-c', 'user.name=A', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
const git = (...words: readonly string[]): void => {
  execFileSync('git', [...who, ...words], { cwd: source });
};
git('init', '--quiet');
for (const version of ['1', '2']) {
  writeFileSync(join(source, 'version'), version);
  git('add', '.');
  git('commit', '--quiet', '--message', version);
}

const context: PrepareContext = {
  source,
  cacheFolder: folder,
  draftFolder: folder,
  builds: {
    folder,
    draft: () => {
      const draft = mkdtempSync(join(folder, 'draft-'));
      writeFileSync(join(draft, '.golive-owner.json'), '{}');
      return Promise.resolve(draft);
    },
  },
  patch: [],
  report: () => undefined,
  run: recipeRun({
    spawn: (program, words, options) => spawn(program, [...words], { ...options, detached: true }),
    folder,
    environment: { PATH: environment.path, HOME: folder },
  }),
};

const madeOf = (place: string): Prepared => ({
  folder: place,
  source: place,
  release: { version: readFileSync(join(place, 'version'), 'utf8'), digest: '' },
  repaired: [],
  temporary: false,
});

const refuse = (): never => {
  throw new Error('nothing is started');
};

/** As one of a user's own module: it builds whatever folder it is given. */
const recipe: Recipe = {
  application: 'own',
  services: [],
  front: { addHeaders: {}, source: 'a test', maxBodyBytes: 1, compress: false },
  prepare: ({ source: place = '' }) => Promise.resolve(madeOf(place)),
  environment: refuse,
  operationsFolder: refuse,
  initialise: refuse,
  accounts: refuse,
  processes: refuse,
};

test('any recipe builds the commit before, and it says which one it was', async () => {
  const made = await preparePrevious(recipe, { named: undefined, source }, context);
  assert.equal(made.release.version, '1');
  assert.deepEqual(readdirSync(made.folder).toSorted(), ['.git', 'version'], 'nothing else lies there');
  assert.match(made.release.origin ?? '', /^commit [0-9a-f]{10} of \d{4}-\d\d-\d\d$/u);
  assert.equal(readFileSync(join(source, 'version'), 'utf8'), '2');
});

test('what somebody names comes before what a recipe knows', async () => {
  const knowing = {
    ...recipe,
    preparePrevious: () => Promise.resolve({ ...madeOf(source), temporary: true }),
  };
  const named = await preparePrevious(knowing, { named: 'HEAD~1', source }, context);
  assert.equal(named.release.version, '1');
  assert.equal((await preparePrevious(knowing, { named: undefined, source }, context)).temporary, true);
  const given = await preparePrevious(recipe, { named: source, source: undefined }, context);
  assert.deepEqual([given.release.version, given.release.origin?.split('-')[0]], ['2', 'the folder source']);
});

const openWith = (text: RegExp) => (error: unknown) =>
  error instanceof StackError && error.code === 'unsupported' && text.test(error.message);

test('one that cannot be had or built leaves the question open, with the reason', async () => {
  const broken: Recipe = {
    ...recipe,
    prepare: () => Promise.reject(new StackError('build-failed', '`npm run build` ended with 1')),
  };
  const failed = /the release before, commit \w+ of [\d-]+, cannot be built: `npm run build` ended with 1/u;
  await assert.rejects(preparePrevious(broken, { named: undefined, source }, context), openWith(failed));
  const unknown = { named: 'v9', source };
  await assert.rejects(
    preparePrevious(recipe, unknown, context),
    openWith(/cannot be had: .*none of this name/u),
  );
  const nobody = { named: undefined, source: undefined };
  await assert.rejects(preparePrevious(recipe, nobody, context), openWith(/--source names its checkout/u));
  const other = { ...recipe, prepare: refuse };
  await assert.rejects(preparePrevious(other, { named: undefined, source }, context), /nothing is started/u);
});
