import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { BuildPlan } from './build-plan.ts';
import { buildRelease } from './build-release.ts';
import { ledger, ledgerPart, makeLedger, type Ledger } from './testing/ledger.ts';

let made: Ledger;

before(async () => {
  made = await makeLedger();
});

after(() => made[Symbol.asyncDispose]());

test('what the same command has installed is not installed again, beside a fresh copy of the rest', async () => {
  await made.put('README.md', 'npm install\nsh spoil.sh\n');
  await made.put('pages/package.json', JSON.stringify({ dependencies: { cap: 'file:./cap' } }));
  await made.put('pages/cap/package.json', JSON.stringify({ name: 'cap', version: '1.0.0' }));
  await made.put('pages/spoil.sh', 'rm words.txt; exit 1');
  const documented = [
    { file: 'README.md', find: /^(npm install)$/u },
    { file: 'README.md', find: /^(sh spoil\.sh)$/u },
  ];
  const repairs = [
    { says: 'sh build.sh', commands: ['npm install', 'test -e node_modules/cap', 'sh build.sh'] },
  ];
  const plan: BuildPlan = {
    name: 'once',
    sourceFiles: [],
    parts: [{ ...ledgerPart, node: { file: 'README.md', find: /(\d+)/u }, documented, repairs }],
  };
  const context = made.context();
  const { folder: release } = await buildRelease(ledger(plan), made.checkout, context);
  assert.deepEqual(context.commands, [
    'npm install',
    'sh spoil.sh',
    'test -e node_modules/cap',
    'sh build.sh',
  ]);
  assert.ok(existsSync(join(release, 'pages/made/words.txt')));
});

test('npm brings what is pinned and runs no script of a package, but of those that are named', async () => {
  await made.put('README.md', '## Build\n\nnode 19\nnpm install\nnpm run build\n');
  await made.put(
    'pages/package.json',
    JSON.stringify({
      scripts: { prebuild: 'touch before', build: 'node pages.mjs' },
      dependencies: { hat: 'file:./hat', scarf: 'file:./scarf' },
    }),
  );
  const script = { scripts: { install: "node -e \"require('fs').writeFileSync('ran', '')\"" } };
  await made.put('pages/hat/package.json', JSON.stringify({ name: 'hat', version: '1.2.3', ...script }));
  await made.put('pages/scarf/package.json', JSON.stringify({ name: 'scarf', version: '1.0.0', ...script }));
  const program = `import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
if (!existsSync('before')) throw new Error('expected prebuild to have been run');
mkdirSync('made');
for (const name of ['hat', 'scarf']) if (existsSync(name + '/ran')) copyFileSync(name + '/ran', 'made/' + name);
copyFileSync('node_modules/hat/package.json', 'made/hat.json');`;
  await made.put('pages/pages.mjs', program);
  const plan: BuildPlan = {
    name: 'npm',
    sourceFiles: ['pages/package.json'],
    parts: [
      {
        ...ledgerPart,
        documented: [
          { file: 'README.md', find: /^(npm install)$/u },
          { file: 'README.md', find: /^(npm run build)$/u },
        ],
        node: { file: 'README.md', find: /^node (\d+)$/u },
        scripts: ['scarf'],
        repairs: [],
      },
    ],
  };
  const { folder: release, record } = await buildRelease(ledger(plan), made.checkout, made.context());
  assert.deepEqual((await readdir(join(release, 'pages/made'))).toSorted(), ['hat.json', 'scarf']);
  assert.match(record.notes.join('\n'), /no install script of a package was run, but of scarf/u);
  assert.match(
    record.repaired.join('\n'),
    /Node \d+\.\d+\.\d+ in place of 19 \(README\.md line 3\), which this machine has not/u,
  );
  assert.match(record.notes.join('\n'), /pages with Node \d+\.\d+\.\d+, npm \d+/u);
});
