import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { environment } from '../environment.ts';
import { recipeRun } from '../process/run-command.ts';
import { sourceFilesOf } from '../recipes/build/lay-source.ts';
import { StackError } from '../stack-error.ts';
import { commitBefore, commitNamed, layCommit, titleOfCommit } from './earlier-commit.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-before-'));
after(() => rmSync(folder, { recursive: true }));

const runWith = (path: string) =>
  recipeRun({
    spawn: (program, words, options) => spawn(program, [...words], { ...options, detached: true }),
    folder,
    environment: { PATH: path, HOME: folder },
  });
const run = runWith('/usr/local/bin:/usr/bin:/bin');

const who = ['-c', 'user.name=A', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
const repository = join(folder, 'shop');

function git(...words: readonly string[]): string {
  const options = {
    cwd: repository,
    encoding: 'utf8',
    env: { ...environment.inherited, HOME: folder },
  } as const;
  return execFileSync('git', [...who, ...words], options).trim();
}

/** Commits files, and hands back the commit. */
function commit(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  git('add', '--all', '--force');
  git('commit', '--quiet', '--message', Object.keys(files).join(', '));
  return git('rev-parse', 'HEAD');
}

const why = (code: string, text: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StackError && error.code === code, String(error));
  assert.match(error.message, text);
  return true;
};

let first = '';
let second = '';

before(() => {
  mkdirSync(repository);
  git('init', '--quiet', '--initial-branch=main');
  first = commit({ 'api/main.py': '1', 'web/build/made.js': 'let a;', '.gitignore': 'build\n' });
  git('tag', 'v1');
});

test('a history of one commit has no release before, and says what to do', async () => {
  const none = /no release before is known: \S+shop: no earlier commit differs .*; --previous names one/u;
  await assert.rejects(commitBefore(repository, ['.'], run), why('unsupported', none));
});

test('the release before is the newest commit with other files, whatever was only written about it', async () => {
  second = commit({ 'api/main.py': '2' });
  commit({ 'README.md': 'how', 'docs/plan.txt': 'what', 'api/NOTES.md': 'why' });
  const { id, day } = await commitBefore(repository, ['.'], run);
  assert.equal(id, first);
  assert.match(day, /^\d{4}-\d\d-\d\d$/u);
  assert.equal(titleOfCommit({ id, day }), `commit ${first.slice(0, 10)} of ${day}`);
});

test('a recipe says what its release is built from; what lies on a branch that was merged is one step', async () => {
  git('checkout', '--quiet', '-b', 'work');
  commit({ 'web/index.html': 'one' });
  commit({ 'web/index.html': 'two' });
  git('checkout', '--quiet', 'main');
  const mainBefore = git('rev-parse', 'HEAD');
  git('merge', '--quiet', '--no-ff', '--no-edit', 'work');
  assert.equal((await commitBefore(repository, ['.'], run)).id, mainBefore);
  assert.equal((await commitBefore(repository, ['api'], run)).id, first);
  await assert.rejects(
    commitBefore(repository, ['nowhere'], run),
    why('unsupported', /no commit changes what the release is built from/u),
  );
});

test('what is named is a commit, a tag or a branch; another name is refused', async () => {
  assert.equal((await commitNamed(repository, 'v1', run)).id, first);
  assert.equal((await commitNamed(repository, second.slice(0, 8), run)).id, second);
  const got =
    /--previous: expected a folder, or a commit, a tag or a branch of \S+shop, got "v9": its history has none/u;
  await assert.rejects(commitNamed(repository, 'v9', run), why('missing-source', got));
  const tree = git('rev-parse', 'HEAD^{tree}');
  await assert.rejects(commitNamed(repository, tree, run), why('missing-source', /none of this name/u));
});

test('a commit is laid out whole, says what was under version control, and leaves no trace in the repository', async () => {
  const state = (): string => {
    const own = join(repository, '.git');
    const names = readdirSync(own, { recursive: true, encoding: 'utf8' }).toSorted();
    return JSON.stringify(names.map((name) => [name, statSync(join(own, name)).mtimeMs]));
  };
  writeFileSync(join(repository, 'api/main.py'), 'being changed');
  const seen = state();
  const commitOne = await commitNamed(repository, 'v1', run);
  const laid = join(folder, 'laid');
  mkdirSync(laid);
  assert.equal(await layCommit(commitOne, { source: repository, folder: laid }, run), laid);
  assert.equal(readFileSync(join(laid, 'api/main.py'), 'utf8'), '1');
  assert.ok(!existsSync(join(laid, 'README.md')));
  const files = ['.gitignore', 'api/main.py', 'web/build/made.js'];
  assert.deepEqual(await sourceFilesOf(laid, run), files, 'also in a folder of a name that tools make');
  assert.equal(state(), seen);
  const below = join(folder, 'below');
  mkdirSync(below);
  const source = join(repository, 'api');
  assert.equal(await layCommit(commitOne, { source, folder: below }, run), join(below, 'api'));
  assert.equal(readFileSync(join(below, 'api/main.py'), 'utf8'), '1');
});

test('a shallow clone, a folder without history, and a machine without git are said', async () => {
  const shallow = join(folder, 'shallow');
  git('clone', '--quiet', '--depth', '1', `file://${repository}`, shallow);
  const fetchMore = /shallow clone, which leaves out what is older: `git fetch --unshallow`/u;
  await assert.rejects(commitBefore(shallow, ['.'], run), why('unsupported', fetchMore));
  await assert.rejects(commitNamed(shallow, first, run), why('missing-source', fetchMore));
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  const noRepository = /bare: fatal: not a git repository/u;
  await assert.rejects(commitBefore(bare, ['.'], run), why('unsupported', noRepository));
  await assert.rejects(commitNamed(bare, 'v1', run), why('missing-source', noRepository));
  const gitless = runWith(join(folder, 'no-programs'));
  const noGit = /expected to run git, got: spawn git ENOENT/u;
  await assert.rejects(commitBefore(repository, ['.'], gitless), why('unsupported', noGit));
  await assert.rejects(commitNamed(repository, 'v1', gitless), why('missing-tool', noGit));
});
