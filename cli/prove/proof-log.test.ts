import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openProofLog } from './proof-log.ts';
import type { RecordOf } from './proof-record.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proof-'));
  file = join(folder, 'below', 'proof.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const fault = (key: string, digest = 'this'): RecordOf<'fault'> => ({
  kind: 'fault',
  digest,
  key,
  at: '2026-03-02T10:00:00.000Z',
  durationMs: 12_000,
  outcome: 'caught',
  why: '',
  turnedRed: ['headers.present/html@none'],
  isBystanderGreen: true,
  run: 'a run',
  proved: null,
});

test('what is proved is in the file at once, and is not done again', () => {
  const log = openProofLog(file, 'this', false);
  log.add(fault('one'));
  assert.equal(readFileSync(file, 'utf8').split('\n').length, 2);
  const resumed = openProofLog(file, 'this', true);
  assert.ok(resumed.has('fault', 'one'));
  assert.ok(!resumed.has('fault', 'two'));
  assert.ok(!resumed.has('mutation', 'one'));
  assert.deepEqual(resumed.of('fault'), [fault('one')]);
});

test('a line that was cut off by a kill is forgotten, the others are kept', () => {
  openProofLog(file, 'this', false).add(fault('one'));
  appendFileSync(file, JSON.stringify(fault('two')).slice(0, 40));
  const log = openProofLog(file, 'this', true);
  log.add(fault('three'));
  assert.deepEqual(
    openProofLog(file, 'this', true)
      .of('fault')
      .map(({ key }) => key),
    ['one', 'three'],
  );
});

test('of other code nothing is resumed', () => {
  openProofLog(file, 'other', false).add(fault('one', 'other'));
  assert.deepEqual(openProofLog(file, 'this', true).of('fault'), []);
});

test('a proof that is there is not written over', () => {
  openProofLog(file, 'this', false).add(fault('one'));
  assert.throws(
    () => openProofLog(file, 'this', false),
    /--out: .*proof\.jsonl: expected no file.*--resume/u,
  );
  assert.equal(openProofLog(file, 'this', true).of('fault').length, 1);
});

test('a line that is no record is named', () => {
  openProofLog(file, 'this', false).add(fault('one'));
  appendFileSync(file, '{"kind":"fault"}\nmore\n');
  assert.throws(() => openProofLog(file, 'this', true), /proof\.jsonl:2: .*expected a record of a proof/u);
});

test('what stands in the files of two shards counts once', () => {
  const log = openProofLog(file, 'this', false);
  log.add(fault('one'));
  log.add(fault('two'));
  appendFileSync(file, readFileSync(file));
  const together = openProofLog(file, 'this', true);
  assert.deepEqual(together.of('fault'), [fault('one'), fault('two')]);
});
