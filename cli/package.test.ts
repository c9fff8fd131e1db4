import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { environment } from '../stack/environment.ts';
import { ownSystem } from './testing/own-system.ts';

const root = join(import.meta.dirname, '..');
const limitMs = 240_000;
let project = '';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, words: readonly string[], folder: string): Ended {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    timeout: limitMs,
    env: {
      ...environment.inherited,
      NO_COLOR: '1',
      PATH: [dirname(process.execPath), environment.path].join(delimiter),
    },
  });
  return { status, stdout, stderr };
}

const golive = (...words: readonly string[]): Ended =>
  run(join(project, 'node_modules/.bin/golive'), words, project);

/** As the person's own compiler would look at it. */
function typeCheck(...files: readonly string[]): Ended {
  const words = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'esnext', '--skipLibCheck'];
  const types = ['--allowImportingTsExtensions', '--typeRoots', join(root, 'node_modules/@types')];
  return run(join(root, 'node_modules/.bin/tsc'), [...words, ...types, '--types', 'node', ...files], project);
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(project, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

before(() => {
  project = mkdtempSync(join(tmpdir(), 'golive-package-'));
  const packed = run(
    'npm',
    ['run', '--silent', 'package', '--', '--silent', '--pack-destination', project],
    root,
  );
  assert.equal(packed.status, 0, packed.stderr);
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz'));
  assert.ok(tarball, 'expected npm pack to make a tarball');
  write({ 'package.json': '{"name":"shop","private":true,"type":"module"}\n', ...ownSystem });
  const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--silent'];
  const installed = run('npm', ['install', '--save-dev', ...quiet, `./${tarball}`], project);
  assert.equal(installed.status, 0, installed.stderr);
});

after(() => {
  if (project !== '') rmSync(project, { recursive: true, force: true });
});

test('installed in an empty project, the command answers', () => {
  const { status, stdout, stderr } = golive('--help');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /verify    Runs a target/u);
});

test('Sigstore’s library is no part of it, and whoever asks for it is told what to install', () => {
  const { status, stderr } = golive('attest', 'any-run', '--sigstore');
  assert.equal(status, 2);
  assert.match(stderr, /not installed: npm install --save-dev sigstore@\d+\.\d+\.\d+\n$/u);
});

test('a target of one’s own is planned with its own check, typed by what the package exports', () => {
  const planned = golive('plan', '--target', 'golive/target.ts', '--json');
  assert.equal(planned.status, 0, planned.stderr);
  const plan: unknown = JSON.parse(planned.stdout);
  assert.match(JSON.stringify(plan), /"check":"shop\.open"/u);
  const typed = typeCheck('golive/target.ts');
  assert.equal(typed.status, 0, typed.stdout);
});
test('it is verified by its own recipe, pages, suite and catalogue, and its own fault is caught', () => {
  const only = ['--only', 'shop.open', '--only', 'stack.ready', '--device', 'android', '--json'];
  const clean = golive('verify', '--target', 'golive/target.ts', '--stack', 'process', ...only);
  // Filtered, it never ends in GO.
  assert.equal(clean.status, 3, clean.stderr);
  const outcomes = (text: string): string =>
    JSON.parse(text)
      .checks.filter(({ attempts }: { attempts: number }) => attempts > 0)
      .map(({ id, outcome }: { id: string; outcome: string }) => `${id} ${outcome}`)
      .sort()
      .join(', ');
  assert.equal(outcomes(clean.stdout), 'shop.open pass, stack.ready pass');
  const broken = golive(
    ...['verify', '--target', 'golive/target.ts', '--stack', 'process', '--fault', 'shop-shut'],
    ...['--device', 'android', '--json'],
  );
  assert.equal(broken.status, 1, broken.stderr);
  assert.match(outcomes(broken.stdout), /shop\.open fail/u);
  assert.ok(readdirSync(join(project, 'reports/runs')).length >= 2);
});

test('the example of docs/own-system.md is a target, typed and planned as it stands there', () => {
  const page = readFileSync(join(root, 'docs/own-system.md'), 'utf8');
  const blocks = [...page.matchAll(/```ts\n\/\/ golive\/(\S+)\n([\s\S]*?)```/gu)];
  assert.ok(blocks.length >= 7);
  write(Object.fromEntries(blocks.map(([, name, text]) => [`notes/${name}`, text ?? ''])));
  const planned = golive('plan', '--target', 'notes/target.ts', '--json');
  assert.equal(planned.status, 0, planned.stderr);
  const typed = typeCheck('notes/target.ts', 'notes/suites/files.spec.ts');
  assert.equal(typed.status, 0, typed.stdout);
});

test('a beginning that init writes is planned as it is', () => {
  write({ 'other/compose.yml': 'services: {db: {image: "postgres:16"}}\n' });
  const made = golive('init', 'other', '--out', 'begun');
  assert.equal(made.status, 0, made.stderr);
  const lines = readFileSync(join(project, 'begun/target.ts'), 'utf8').split('\n').length;
  assert.ok(lines <= 150, `${lines} lines`);
  const planned = golive('plan', 'begun/target.ts');
  assert.equal(planned.status, 0, planned.stderr);
  const typed = typeCheck('begun/target.ts');
  assert.equal(typed.status, 0, typed.stdout);
});

test('a plan is imported into lines that the target takes', () => {
  write({ 'PLAN.md': '# Shop\n\n## Before launch\n\n- [ ] Users can log in\n- [ ] Paint the door\n' });
  const made = golive(
    'checklist',
    'import',
    'PLAN.md',
    '--name',
    'shop',
    '--out',
    'begun/checklist.ts',
    '--force',
  );
  assert.equal(made.status, 0, made.stderr);
  const planned = golive('plan', 'begun/target.ts');
  assert.match(planned.stdout, /shop\/users-can-log-in: .* <- sign-in\.works/u);
  assert.match(planned.stdout, /shop\/paint-door: .* <- unbound/u);
});
