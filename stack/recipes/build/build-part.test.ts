import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { environment } from '../../environment.ts';
import { recipeRun } from '../../process/run-command.ts';
import { buildPart } from './build-part.ts';
import { toolsOf } from './build-tools.ts';
import { layFiles } from './lay-source.ts';

let folder = '';
let checkout = '';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(checkout, file)), { recursive: true });
  await writeFile(join(checkout, file), text);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golive-part-'));
  checkout = join(folder, 'checkout');
  await put('pages/build.sh', 'mkdir made; cp words.txt made/');
  await put('pages/words.txt', 'one');
});

after(() => rm(folder, { recursive: true, force: true }));

test('an environment of Python knows where it will lie', async () => {
  const python = join(folder, 'bin', 'python3');
  await mkdir(dirname(python));
  // As the real one does it, for all that is asked here.
  const program = `#!/bin/sh
case "$*" in
  '-m venv .venv') mkdir -p .venv/bin; echo "HERE=$PWD/.venv" > .venv/bin/activate; echo "home = /" > .venv/pyvenv.cfg;;
  *) echo "$0 3.8.18";;
esac
`;
  await writeFile(python, program);
  await chmod(python, 0o755);
  await put('Dockerfile', 'FROM python:3.8-slim\n');
  await put('README.md', '## Build\n\nsh build.sh\n');
  const context = {
    run: recipeRun({ spawn, folder, environment: environment.forSystems }),
    report: () => undefined,
  };
  const places = { path: [dirname(python)], home: folder, ownNode: process.execPath };
  const withPython = {
    name: 'pages',
    folder: 'pages',
    documented: [{ file: 'README.md', after: '## Build', find: /^(sh .*)$/u }],
    python: { file: 'Dockerfile', find: /^FROM python:(\d+\.\d+)/u },
    repairs: [],
    makes: ['made', '.venv'],
  };
  const tools = await toolsOf(withPython, checkout, context.run, places);
  assert.deepEqual(tools, { python: { program: python, version: '3.8.18' }, inPlaceOf: [] });
  await put('Dockerfile', 'FROM python:3.7-slim\n');
  const nearest = await toolsOf(withPython, checkout, context.run, places);
  assert.match(nearest.inPlaceOf.join(), /Python 3\.8\.18 in place of 3\.7 \(Dockerfile line 1\)/u);
  const none = toolsOf(withPython, checkout, context.run, { ...places, path: [] });
  await assert.rejects(none, /expected python3\.7 with venv and ensurepip .*: install python3\.7/u);
  const release = join(folder, 'released');
  const lay = (into: string): Promise<void> =>
    layFiles(checkout, ['pages/build.sh', 'pages/words.txt'], into);
  const { run, report } = context;
  const log = join(folder, 'python.log');
  const options = { title: 'Ledger', checkout, tools, lay, draft: folder, release, place: '/will/lie', log };
  await buildPart(withPython, { ...options, run, report });
  const activate = await readFile(join(release, 'pages/.venv/bin/activate'), 'utf8');
  assert.equal(activate, 'HERE=/will/lie/pages/.venv\n');
});
