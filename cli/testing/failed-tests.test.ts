import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { environment } from '../../stack/environment.ts';
import { tellFailed, type FailedTest } from './failed-tests.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'golive-planted-')));
after(() => rmSync(folder, { recursive: true, force: true }));

const planted = `
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
describe('outer', () => {
  it('differs', () => assert.deepEqual({ a: 1 }, { a: 2 }));
  it('has words of its own', () => assert.match('abc', /z/u, 'a z'));
  it('is late', { timeout: 20 }, () => new Promise((resolve) => setTimeout(resolve, 60_000).unref()));
  it('is to be done', { todo: true }, () => assert.fail('not yet'));
  it('passes', () => undefined);
});`;

function failedOf(files: Readonly<Record<string, string>>): readonly FailedTest[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const reporter = join(import.meta.dirname, 'failed-reporter.ts');
  const { NODE_TEST_CONTEXT: _, ...env } = environment.inherited;
  const words = ['--test', `--test-reporter=${reporter}`, ...Object.keys(files)];
  const { stdout } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as FailedTest);
}

describe('tests that failed are told', () => {
  it('by place, name, what was expected and got, and where', () => {
    const at = `at TestContext.<anonymous> (file://${folder}/one.test.mjs`;
    assert.deepEqual(failedOf({ 'one.test.mjs': planted }), [
      {
        place: 'one.test.mjs:5',
        name: 'differs',
        lines: [
          'Expected values to be strictly deep-equal:',
          ...['+ actual - expected', '  {', '+   a: 1', '-   a: 2', '  }'],
          `${at}:5:30)`,
        ],
      },
      {
        place: 'one.test.mjs:6',
        name: 'has words of its own',
        lines: ['a z', 'expected /z/u', 'actual   "abc"', `${at}:6:43)`],
      },
      { place: 'one.test.mjs:7', name: 'is late', lines: ['test timed out after 20ms'] },
    ]);
  });

  it('by what a file said that came to none', () => {
    const [broken, ...more] = failedOf({ 'broken.test.mjs': "throw new Error('at its top');" });
    assert.deepEqual(more, []);
    assert.equal(broken?.place, 'broken.test.mjs');
    assert.equal(broken?.lines[0], 'ended with exit code 1');
    assert.ok(broken?.lines.includes('Error: at its top'), broken?.lines.join('\n'));
  });

  it('all of them, in as many lines as there is room for', () => {
    const of = (name: string, count: number): FailedTest => ({
      place: 'a.test.ts:1',
      name,
      lines: Array.from({ length: count }, (_, index) => `line ${index}`),
    });
    const told = tellFailed([of('long', 30), of('short', 1)], 12);
    assert.equal(told.length, 12);
    assert.deepEqual(told.slice(-2), ['✖ a.test.ts:1: short', '    line 0']);
    assert.deepEqual(told.slice(5, 10), ['    line 4', '    …', '    line 27', '    line 28', '    line 29']);
    const many = tellFailed(
      Array.from({ length: 40 }, (_, index) => of(String(index), 3)),
      12,
    );
    assert.equal(many.length, 12);
    assert.equal(many.at(-1), '… 40 tests failed in all');
  });
});
