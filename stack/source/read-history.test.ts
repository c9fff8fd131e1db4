import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addedTexts } from './read-history.ts';

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
