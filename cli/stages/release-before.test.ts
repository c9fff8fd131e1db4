import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noRecipe } from '../../stack/recipes/no-recipe.ts';
import type { Prepared } from '../../stack/recipes/recipe.ts';
import type { PrepareOptions } from '../../stack/stack-driver.ts';
import { StackError, type StackErrorCode } from '../../stack/stack-error.ts';
import { processDriver } from '../../stack/process/driver.ts';
import { readRequest } from '../run-request.ts';
import { inWords, prepareReleaseBefore, startedBefore } from './release-before.ts';

const request = await readRequest({ stack: 'process' }, ['reference']);

const made = (digest: string, origin?: string): Prepared => ({
  folder: '/x',
  source: '/checkout',
  release: { version: '1.0.0', digest, ...(origin === undefined ? {} : { origin }) },
  repaired: [],
  temporary: false,
});

function preparing(before: () => Promise<Prepared>, seen: PrepareOptions[] = []) {
  const refuse = (): never => {
    throw new Error('nothing is started');
  };
  const prepare = (options: PrepareOptions): Promise<Prepared> => {
    seen.push(options);
    return before();
  };
  return prepareReleaseBefore({
    driver: { ...processDriver, prepare },
    request,
    recipe: noRecipe('own'),
    // Nothing is spawned by a driver that prepares nothing.
    reaper: {
      run: 'test',
      spawn: refuse,
      makeFolder: refuse,
      ownFolder: refuse,
      removeFolder: refuse,
      release: refuse,
      close: refuse,
      [Symbol.asyncDispose]: refuse,
    },
    report: () => undefined,
    prepared: made('a'.repeat(64)),
  });
}

const openWith = (text: RegExp) => (error: unknown) =>
  error instanceof StackError && error.code === 'unsupported' && text.test(error.message);

const failing = (code: StackErrorCode) => () => Promise.reject(new StackError(code, 'the reason'));

test('the release before is looked for where this one was made of', async () => {
  const seen: PrepareOptions[] = [];
  const before = await preparing(() => Promise.resolve(made('b', 'commit 1 of 2026-01-04')), seen);
  assert.equal(inWords(before), 'the release before, 1.0.0 (commit 1 of 2026-01-04)');
  assert.deepEqual(seen[0]?.previous, { named: undefined, source: '/checkout' });
});

test('one with the bytes of this one leaves the questions open', async () => {
  const same = preparing(() => Promise.resolve(made('a'.repeat(64), 'commit 1 of 2026-01-04')));
  await assert.rejects(
    same,
    openWith(/commit 1 of 2026-01-04.*same bytes as this one \(digest aaaaaaaaaaaa\)/u),
  );
});

test('what it cannot do leaves them open, with the reason; a full disk is no reason', async () => {
  await assert.rejects(preparing(failing('build-failed')), openWith(/cannot be built: the reason/u));
  await assert.rejects(preparing(failing('unsupported')), openWith(/^the reason$/u));
  await assert.rejects(preparing(failing('disk-full')), { code: 'disk-full' });
  const notReady = failing('not-ready')();
  await assert.rejects(startedBefore(made('b'), notReady), openWith(/1\.0\.0, does not start: the reason/u));
});
