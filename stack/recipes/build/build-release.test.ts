import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { environment } from '../../environment.ts';
import { recipeRun } from '../../process/run-command.ts';
import { StackError } from '../../stack-error.ts';
import type { PrepareContext, Run } from '../recipe.ts';
import type { BuildPlan } from './build-plan.ts';
import { buildRelease } from './build-release.ts';

let folder = '';
let checkout = '';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(checkout, file)), { recursive: true });
  await writeFile(join(checkout, file), text);
}

/** As a run has it; `commands` are those of a build, in the order in which they were begun. */
function contextOf(change?: (command: string) => void): PrepareContext & {
  readonly commands: string[];
  readonly said: string[];
} {
  const real = recipeRun({ spawn, folder, environment: { PATH: environment.path, HOME: folder } });
  const commands: string[] = [];
  const said: string[] = [];
  const run: Run = async (program, words, options) => {
    if (program === '/bin/sh') {
      commands.push(options.label);
      change?.(options.label);
    }
    return await real(program, words, options);
  };
  const draft = (): Promise<string> => mkdtemp(join(folder, 'draft-'));
  const builds = { folder: join(folder, 'builds'), draft };
  const report = (message: string): void => void said.push(message);
  const rest = { source: checkout, cacheFolder: folder, draftFolder: folder, patch: [] };
  return { ...rest, builds, run, report, commands, said };
}

const part = {
  name: 'pages',
  folder: 'pages',
  documented: [{ file: 'README.md', after: '## Build', find: /^(sh .*)$/u }],
  makes: ['made'],
} as const;
const planOf = (name: string, ...repairs: BuildPlan['parts'][number]['repairs']): BuildPlan => ({
  name,
  sourceFiles: ['README.md'],
  parts: [{ ...part, repairs }],
});
const ledger = (build: BuildPlan) => ({ title: 'Ledger', build });
const notLocks = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !name.endsWith('.log'));

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-build-'));
  checkout = join(folder, 'checkout');
  await put('README.md', '# Ledger\n\nsh other.sh\n\n## Build\n\nsh build.sh\n');
  await put('pages/build.sh', 'echo working; mkdir made; cp words.txt made/');
  await put('pages/words.txt', 'one');
  await put('pages/node_modules/theirs.js', '');
  await put('.env', 'SECRET=theirs');
});

after(() => rm(folder, { recursive: true, force: true }));

test('a copy is built by the documented command and used again; the checkout is not written to', async () => {
  const first = contextOf();
  const built = await buildRelease(ledger(planOf('plain')), checkout, first);
  assert.equal(await readFile(join(built.folder, 'pages/made/words.txt'), 'utf8'), 'one');
  assert.deepEqual(first.commands, ['sh build.sh']);
  assert.equal(built.record.parts[0]?.outcome, 'worked');
  assert.deepEqual(built.record.parts[0].commands, ['`sh build.sh` (README.md line 7)']);
  assert.match(first.said.join('\n'), /Ledger, pages: sh build\.sh, ended with 0 after [\d.]+ s/u);
  assert.ok(!existsSync(join(checkout, 'pages/made')));
  // Neither what somebody installed beside it nor anybody's secrets.
  assert.ok(!existsSync(join(built.folder, 'pages/node_modules')));
  assert.ok(!existsSync(join(built.folder, '.env')));
  const second = contextOf();
  const again = await buildRelease(ledger(planOf('plain')), checkout, second);
  assert.deepEqual([again.folder, again.digest, second.commands], [built.folder, built.digest, []]);
  assert.deepEqual(again.record, built.record);
  await put('pages/words.txt', 'two');
  const changed = await buildRelease(ledger(planOf('plain')), checkout, contextOf());
  assert.equal(await readFile(join(changed.folder, 'pages/made/words.txt'), 'utf8'), 'two');
  assert.notEqual(changed.digest, built.digest);
});

test('what the documents get wrong is said with its line, and the least change is tried on a fresh copy', async () => {
  await put('README.md', '## Build\n\nsh old.sh\n');
  await put('pages/old.sh', 'touch left-behind; echo "TS2552: no name stats" >&2; exit 3');
  const useless = { says: 'another way that does not work', commands: ['sh build.sh && rm -r made'] };
  const least = {
    says: 'sh build.sh in place of sh old.sh',
    commands: ['test ! -e left-behind', 'sh build.sh'],
  };
  const { record } = await buildRelease(ledger(planOf('wrong', useless, least)), checkout, contextOf());
  assert.deepEqual(record.repaired, [least.says]);
  const [pages] = record.parts;
  assert.equal(pages?.outcome, 'failed');
  assert.match(pages.why ?? '', /`sh old\.sh` \(README\.md line 3\) ended with 3: TS2552: no name stats/u);
});

test('where the machine failed, or the document says no more, nobody is blamed', async () => {
  await put('README.md', '## Build\n\nsh old.sh\n');
  await put('pages/old.sh', 'echo "getaddrinfo EAI_AGAIN fonts.example"; exit 1');
  const least = { says: 'by hand', commands: ['sh build.sh'] };
  const cut = await buildRelease(ledger(planOf('cut', least)), checkout, contextOf());
  assert.equal(cut.record.parts[0]?.outcome, 'open');
  await put('README.md', '## Build\n\nSee the wiki.\n');
  const silent = await buildRelease(ledger(planOf('silent', least)), checkout, contextOf());
  assert.equal(silent.record.parts[0]?.outcome, 'open');
  assert.match(silent.record.parts[0].why ?? '', /a command to build by in README\.md, got none/u);
});

test('a build that fails ends with one message, and nothing of it is taken for whole', async () => {
  await put('README.md', '## Build\n\nsh broken.sh\n');
  await put('pages/broken.sh', 'mkdir made; echo "no room for hats"; exit 7');
  const context = contextOf();
  await assert.rejects(buildRelease(ledger(planOf('broken')), checkout, context), (error: unknown) => {
    assert.ok(error instanceof StackError && error.code === 'build-failed');
    assert.match(error.message, /^Ledger, pages: expected `sh broken\.sh` to make made, got exit code 7/u);
    assert.match(error.message, /no room for hats/u);
    const log = /the whole log: (\S+)$/u.exec(error.message)?.[1] ?? '';
    assert.ok(existsSync(log));
    return true;
  });
  const left = await readdir(join(folder, 'builds'));
  assert.deepEqual(notLocks(left.filter((name) => name.startsWith('broken'))), []);
});

test('a build that was interrupted, or half of one, is made anew', async () => {
  await put('README.md', '## Build\n\nsh build.sh\n');
  const ended = contextOf(() => {
    throw new StackError('refused', 'the run has ended');
  });
  await assert.rejects(buildRelease(ledger(planOf('halved')), checkout, ended), /the run has ended/u);
  const whole = await buildRelease(ledger(planOf('halved')), checkout, contextOf());
  await rm(join(whole.folder, '.golive-build.json'));
  await rm(join(whole.folder, 'pages/made/words.txt'));
  const anew = await buildRelease(ledger(planOf('halved')), checkout, contextOf());
  assert.equal(anew.folder, whole.folder);
  assert.ok(existsSync(join(anew.folder, 'pages/made/words.txt')));
});

test('of two at once one builds, and the other waits for it', async () => {
  await put('pages/words.txt', 'three');
  const [one, two] = [contextOf(), contextOf()];
  const plan = ledger(planOf('twice'));
  const built = await Promise.all([buildRelease(plan, checkout, one), buildRelease(plan, checkout, two)]);
  assert.equal(built[0].folder, built[1].folder);
  assert.deepEqual([...one.commands, ...two.commands], ['sh build.sh']);
});

test('npm brings what is pinned and runs no script of a package, but of those that are named', async () => {
  await put('README.md', '## Build\n\nnode 19\nnpm install\nnpm run build\n');
  await put(
    'pages/package.json',
    JSON.stringify({
      scripts: { prebuild: 'touch before', build: 'node pages.mjs' },
      dependencies: { hat: 'file:./hat', scarf: 'file:./scarf' },
    }),
  );
  const script = { scripts: { install: "node -e \"require('fs').writeFileSync('ran', '')\"" } };
  await put('pages/hat/package.json', JSON.stringify({ name: 'hat', version: '1.2.3', ...script }));
  await put('pages/scarf/package.json', JSON.stringify({ name: 'scarf', version: '1.0.0', ...script }));
  const program = `import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
if (!existsSync('before')) throw new Error('expected prebuild to have been run');
mkdirSync('made');
for (const name of ['hat', 'scarf']) if (existsSync(name + '/ran')) copyFileSync(name + '/ran', 'made/' + name);
copyFileSync('node_modules/hat/package.json', 'made/hat.json');`;
  await put('pages/pages.mjs', program);
  const plan: BuildPlan = {
    name: 'npm',
    sourceFiles: ['pages/package.json'],
    parts: [
      {
        ...part,
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
  const { folder: release, record } = await buildRelease(ledger(plan), checkout, contextOf());
  assert.deepEqual((await readdir(join(release, 'pages/made'))).toSorted(), ['hat.json', 'scarf']);
  assert.match(record.notes.join('\n'), /no install script of a package was run, but of scarf/u);
  assert.match(
    record.repaired.join('\n'),
    /Node \d+\.\d+\.\d+ in place of 19 \(README\.md line 3\), which this machine has not/u,
  );
  assert.match(record.notes.join('\n'), /pages with Node \d+\.\d+\.\d+, npm \d+/u);
});

test('a folder that is no such checkout is refused by what it lacks', async () => {
  const plan = { ...planOf('none'), sourceFiles: ['README.md', 'server/main.py'] };
  await assert.rejects(
    buildRelease(ledger(plan), checkout, contextOf()),
    /expected a checkout of Ledger in .*, got no server\/main\.py/u,
  );
});
