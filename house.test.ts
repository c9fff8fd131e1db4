import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { catalogue } from './checks/catalogue.ts';
import { house, purposes } from './house.ts';

const root = import.meta.dirname;
const skipped = new Set(['node_modules', '.git', 'dist', 'runs']);

function files(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : files(path);
    return /\.(ts|tsx|mjs)$/u.test(entry.name) ? [path] : [];
  });
}

const text = (path: string): string => readFileSync(path, 'utf8');

test('every top-level folder with code is a room of the house', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .filter((entry) => files(join(root, entry.name)).length > 0)
    .map(({ name }) => name);
  assert.deepEqual(
    folders.filter((name) => !(name in house) && !skipped.has(name)),
    [],
  );
});

test('no room imports in a circle', () => {
  const order = Object.entries(house);
  for (const [room, may] of order) {
    for (const other of may) {
      const back: readonly string[] = house[other];
      assert.ok(!back.includes(room), `${room} and ${other} import each other`);
    }
  }
});

test('words of one system stand only where that system is described', () => {
  const allowed = [
    '.ci',
    'targets',
    'systems',
    'fixtures/pages',
    'stack/recipes',
    'faults',
    'docs',
    'reference-system',
    'house',
  ];
  const words = /fieldbook|salessync|pepsi|teliporter|pem2|hcp-le/iu;
  // The built-in targets are named where they are listed; their tests may say so as well.
  const lists = ['cli/commands.ts', 'bootstrap.mjs', 'bootstrap.test.ts'];
  const tests = /\.test\.ts$|^cli\/testing\//u;
  const found = files(root)
    .map((path) => relative(root, path))
    .filter((path) => !allowed.some((room) => path.startsWith(room)) && !lists.includes(path))
    .filter((path) => !tests.test(path) && words.test(text(join(root, path))));
  assert.deepEqual(found, []);
});

test('the reference system knows nothing of Golive and holds no switch for faults', () => {
  const found = files(join(root, 'reference-system'))
    .filter((path) => !path.endsWith('.test.ts'))
    .filter((path) =>
      /golive|fault[-_ ]?(switch|injection|mode)|chaos|process\.env[^;]*(FAULT|BREAK|FAIL_)/iu.test(
        text(path),
      ),
    );
  assert.deepEqual(
    found.map((path) => relative(root, path)),
    [],
  );
});

test('every check of the catalogue is asked by a suite or a stage, and no suite asks what is not in it', () => {
  const specs = files(join(root, 'suites')).map(text).join('\n');
  const asked = [...specs.matchAll(/^check\(\s*'([^']+)'/gmu)].map(([, id]) => id ?? '');
  const ids = catalogue.map(({ id }) => id as string);
  assert.deepEqual(
    asked.filter((id) => !ids.includes(id)),
    [],
  );
  const stages = ['drill', 'load', 'cli', 'watch']
    .flatMap((room) => files(join(root, room)))
    .map(text)
    .join('\n');
  const missing = ids.filter((id) => !asked.includes(id) && !stages.includes(`'${id}'`));
  assert.deepEqual(missing, []);
});

test('the picture of the house in docs/house.md is the table', () => {
  const wanted = Object.entries(house).map(
    ([room, may]) =>
      `| ${room} | ${purposes[room as keyof typeof purposes]} | ${may.join(', ') || 'nothing'} |`,
  );
  const shown = text(join(root, 'docs/house.md')).split('\n');
  assert.deepEqual(
    wanted.filter((line) => !shown.includes(line)),
    [],
  );
});
