import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { judgeRuntime, rangeOf, versionIn, type SeenRuntime } from './judge-runtimes.ts';
import { readPlace } from './read-place.ts';
import { demandsOf, versionsIn } from './runtimes.ts';

const plan = { range: '>=18.20.8', source: 'PLAN.md line 80' };
const seen = { name: 'node', runs: '24.1.0', chosenHere: true, documents: [plan], packages: [] };
const outcomes = (one: Partial<SeenRuntime>): readonly (string | undefined)[] =>
  judgeRuntime({ ...seen, ...one }).map(({ outcome, expected, actual }) =>
    outcome === undefined && expected === actual ? 'pass' : outcome,
  );

test('a version is read as people write it', () => {
  assert.equal(rangeOf('v18.20.8', true), '>=18.20.8');
  assert.equal(rangeOf('24', false), '>=24.0.0 <25.0.0-0');
  assert.equal(rangeOf('python-3.11', false), '>=3.11.0 <3.12.0-0');
  assert.equal(rangeOf('the newest', true), undefined);
  assert.equal(versionIn('Python 3.11.7\n'), '3.11.7');
  assert.deepEqual(
    [...versionsIn('node v20.11.1\n\nnonsense\npython Python 3.11.7\n')],
    [
      ['node', '20.11.1'],
      ['python', '3.11.7'],
    ],
  );
});

test('what runs must please every document; what this machine lacks is no fault of the release', () => {
  assert.deepEqual(outcomes({}), ['pass', 'pass']);
  assert.deepEqual(outcomes({ runs: '16.0.0' }), ['pass', 'inconclusive']);
  assert.deepEqual(outcomes({ runs: '16.0.0', chosenHere: false }), ['pass', 'fail']);
  assert.deepEqual(outcomes({ runs: undefined }), ['pass', 'inconclusive']);
});

test('a document that is content with what another, or a package, refuses is a finding', () => {
  const image = { range: '18', source: 'Dockerfile line 1' };
  assert.deepEqual(outcomes({ documents: [plan, image], runs: '18.20.8' }), ['pass', 'pass']);
  assert.deepEqual(outcomes({ documents: [plan, image] }), ['pass', 'inconclusive']);
  assert.deepEqual(outcomes({ documents: [plan, { ...image, ofImage: true }] }), ['pass', 'pass']);
  const newer = { range: '>=20', source: 'router 7.6.0 of package-lock.json' };
  const [promised] = judgeRuntime({ ...seen, packages: [newer] });
  assert.equal(promised?.outcome, 'fail');
  assert.match(promised?.reason ?? '', /PLAN\.md line 80 .* router 7\.6\.0 .* needs >=20/u);
  assert.equal(judgeRuntime({ ...seen, documents: [plan, newer] })[0]?.outcome, 'fail');
});

test('of the pinned packages those count that are always installed and say what they need', () => {
  const lock = {
    packages: {
      '': { engines: { node: '>=99' } },
      'node_modules/a': { version: '1.0.0', engines: { node: '>=20' } },
      'node_modules/b': { version: '1.0.0', dev: true, engines: { node: '>=22' } },
      'node_modules/c': { version: '1.0.0', engines: ['node >= 0.4'] },
      'node_modules/d': { version: '1.0.0', engines: { node: 'soon' } },
      'node_modules/e': { version: '1.0.0' },
    },
  };
  assert.deepEqual(demandsOf('node', 'package-lock.json', JSON.stringify(lock)), [
    { range: '>=20', source: 'a 1.0.0 of package-lock.json' },
  ]);
});

test('a place is told by its line, and is gone where the document changed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'golive-place-'));
  try {
    await writeFile(join(folder, 'PLAN.md'), '# Plan\n\n## Setup\nnode --version  # v18.20.8 or later\n');
    const place = { file: 'PLAN.md', after: '## Setup', find: '^node --version\\s+# v(\\S+) or later' };
    assert.deepEqual(await readPlace(folder, place), { text: '18.20.8', source: 'PLAN.md line 4' });
    assert.equal(await readPlace(folder, { ...place, after: '## Build' }), undefined);
    assert.equal(await readPlace(folder, { ...place, file: 'README.md' }), undefined);
  } finally {
    await rm(folder, { recursive: true });
  }
});
