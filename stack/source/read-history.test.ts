import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../recipes/recipe.ts';
import { StackError } from '../stack-error.ts';
import { addedTexts, readHistory } from './read-history.ts';

test('added lines by commit and file; what looks like a head within a file is a line of it', () => {
  const log = [
    'commit-of-the-history aaa1',
    '',
    'diff --git a/config.ts b/config.ts',
    'index 1..2 100644',
    '--- a/config.ts',
    '+++ b/config.ts',
    '@@ -1,0 +2,2 @@',
    '+const one = 1;',
    '+++ counted up',
    '-removed',
    'commit-of-the-history bbb2',
    '',
    'diff --git a/x.md b/x.md',
    '--- /dev/null',
    '+++ b/x.md',
    '@@ -0,0 +1 @@',
    '+text',
  ].join('\n');
  assert.deepEqual(addedTexts(log), [
    { commit: 'aaa1', path: 'config.ts', text: 'const one = 1;\n++ counted up' },
    { commit: 'bbb2', path: 'x.md', text: 'text' },
  ]);
});

/** A repository of one commit; of which branches it can tell, and how deep it was cloned. */
function git({ branches = true, shallow = 'false', is = true }): Run {
  const log = 'commit-of-the-history aaa1\ndiff --git a/x b/x\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+text';
  return (_program, words) => {
    if (!is || (words.includes('--all') && !branches))
      return Promise.reject(new StackError('command-failed', 'fatal: unable to read'));
    const stdout = words.includes('log') ? log : `${shallow}\n`;
    return Promise.resolve({ stdout, stderr: '' });
  };
}

test('a history is whole where every branch can be read and nothing was cut off', async () => {
  const added = [{ commit: 'aaa1', path: 'x', text: 'text' }];
  assert.deepEqual(await readHistory('/x', git({})), { added, isWhole: true });
  assert.deepEqual(await readHistory('/x', git({ shallow: 'true' })), { added, isWhole: false });
  assert.deepEqual(await readHistory('/x', git({ branches: false })), { added, isWhole: false });
  assert.equal(await readHistory('/x', git({ is: false })), undefined);
});
