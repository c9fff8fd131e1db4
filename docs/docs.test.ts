import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findCheck } from '../checks/catalogue.ts';
import { commands } from '../cli/commands.ts';
import { requestFlags } from '../cli/run-request.ts';
import { parseBinding } from '../targets/binding.ts';
import { parseTarget } from '../targets/parse.ts';
import { subjectsOf } from '../targets/subjects.ts';
import { target as example } from './examples/own-system.target.ts';
import { exitCodeLines, madePages } from './tables.ts';

const root = join(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = text('README.md');

/** The rows of the table below this heading, without its head. */
function rowsUnder(heading: string): readonly string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const first = section.split('\n\n').find((part) => part.trim().startsWith('|')) ?? '';
  return first.trim().split('\n').slice(2);
}

for (const [name, page] of Object.entries(madePages)) {
  test(`docs/${name} says what the code says (else: node docs/generate.ts)`, () => {
    assert.equal(text(join('docs', name)), page());
  });
}

test('the README’s exit codes are the ones of the command line', () => {
  assert.deepEqual(rowsUnder('Exit codes'), exitCodeLines());
});

test('the README lists every command, and the flags of a run', () => {
  const named = rowsUnder('Commands').map((line) => /^\| `([\w-]+)/u.exec(line)?.[1]);
  assert.deepEqual(
    named,
    commands.map(({ name }) => name),
  );
  const silent = Object.keys(requestFlags).filter((flag) => !readme.includes(`\`${flag.split(' ')[0]}`));
  assert.deepEqual(silent, []);
});

test('the README stays short enough to be read', () => {
  assert.ok(readme.split('\n').length <= 200);
});

test('every link of a page leads to a file that is there', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', ...below('docs').filter((path) => path.endsWith('.md'))];
  const broken = pages.flatMap((page) =>
    // A picture is made from a run, and so by hand.
    [...text(page).matchAll(/(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)/gu)]
      .map(([, link = '']) => join(dirname(page), link))
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${page}: ${path}`),
  );
  assert.deepEqual(broken, []);
});

test('the example of an own system is a target, and its lines name what it has', () => {
  const target = parseTarget(example, 'docs/examples/own-system.target.ts');
  const empty = target.checklist.flatMap(({ checks }) =>
    checks.filter((binding) => {
      const { check, subject } = parseBinding(binding);
      const definition = findCheck(check);
      const subjects = definition ? subjectsOf(definition, target) : [];
      return subject === undefined ? subjects.length === 0 : !subjects.includes(subject);
    }),
  );
  assert.deepEqual(empty, []);
  // The pages are imported by nobody: the compiler holds them to the tasks.
  assert.ok(existsSync(join(root, 'docs/examples/own-system.pages.ts')));
});

function below(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : [path];
  });
}
