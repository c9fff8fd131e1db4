import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPart } from './build-part.ts';
import { toolsOf } from './build-tools.ts';
import { layFiles } from './lay-source.ts';
import { ledgerPart, makeLedger, type Ledger } from './testing/ledger.ts';

let made: Ledger;

before(async () => {
  made = await makeLedger();
});

after(() => made[Symbol.asyncDispose]());

test('an environment of Python knows where it will lie', async () => {
  const python = join(made.folder, 'bin', 'python3');
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
  await made.put('Dockerfile', 'FROM python:3.8-slim\n');
  await made.put('README.md', '## Build\n\nsh build.sh\n');
  const context = made.context();
  const places = { path: [dirname(python)], home: made.folder, ownNode: process.execPath };
  const withPython = {
    ...ledgerPart,
    python: { file: 'Dockerfile', find: /^FROM python:(\d+\.\d+)/u },
    repairs: [],
    makes: ['made', '.venv'],
  };
  const tools = await toolsOf(withPython, made.checkout, context.run, places);
  assert.deepEqual(tools, { python: { program: python, version: '3.8.18' }, inPlaceOf: [] });
  await made.put('Dockerfile', 'FROM python:3.7-slim\n');
  const nearest = await toolsOf(withPython, made.checkout, context.run, places);
  assert.match(nearest.inPlaceOf.join(), /Python 3\.8\.18 in place of 3\.7 \(Dockerfile line 1\)/u);
  const none = toolsOf(withPython, made.checkout, context.run, { ...places, path: [] });
  await assert.rejects(none, /expected python3\.7 with venv and ensurepip .*: install python3\.7/u);
  const release = join(made.folder, 'released');
  const lay = (into: string): Promise<void> =>
    layFiles(made.checkout, ['pages/build.sh', 'pages/words.txt'], into);
  const { run, report } = context;
  const log = join(made.folder, 'python.log');
  const options = {
    title: 'Ledger',
    checkout: made.checkout,
    tools,
    lay,
    draft: made.folder,
    release,
    place: '/will/lie',
    log,
  };
  await buildPart(withPython, { ...options, run, report });
  const activate = await readFile(join(release, 'pages/.venv/bin/activate'), 'utf8');
  assert.equal(activate, 'HERE=/will/lie/pages/.venv\n');
});
