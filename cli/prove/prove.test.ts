import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startGolive } from '../testing/golive-child.ts';
import { makePlace } from '../testing/place.ts';
import { readLines } from './proof-log.ts';

test('a proof that is interrupted keeps its control, and goes on with it', async () => {
  using place = makePlace();
  const file = join(place.folder, 'proof.jsonl');
  const words = [
    'prove',
    'reference',
    '--fault',
    'header-stripped',
    '--out',
    file,
    '--reports',
    place.reports,
  ];
  const first = startGolive({ place, arguments: words });
  await first.reached({ line: /planting header-stripped/u });
  first.child.kill('SIGINT');
  const interrupted = await first.ended;
  assert.equal(interrupted.code, 130, interrupted.stderr);
  assert.match(interrupted.stderr, /golive: interrupted; .*proof\.jsonl keeps it, --resume goes on with it/u);
  assert.deepEqual(
    readLines(file).map(({ kind }) => kind),
    ['control'],
  );

  const { code, stdout, stderr } = await startGolive({ place, arguments: [...words, '--resume'] }).ended;
  assert.equal(code, 0, `${stdout}${stderr}`);
  const records = readLines(file);
  assert.deepEqual(
    records.map(({ kind }) => kind),
    ['control', 'fault'],
  );
  const [control, fault] = records;
  assert.ok(control?.kind === 'control' && fault?.kind === 'fault');
  assert.deepEqual([control.red, control.open], [[], []]);
  assert.equal(control.digest, fault.digest);
  assert.deepEqual([fault.outcome, fault.turnedRed], ['caught', ['headers.present/html@none']]);
  assert.match(stdout, /^caught {2}header-stripped +should turn red headers\.present\/html; red: headers/mu);
  assert.match(stdout, /Planted faults not caught: 0 of 1, at most 95 % with 95 % confidence/u);
});
