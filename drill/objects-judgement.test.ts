import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ObjectFingerprint } from '../stack/fingerprint/fingerprint.ts';
import type { ObjectsState } from './objects-judgement.ts';
import { judgeObjects } from './objects-judgement.ts';

const sha = (digit: string): string => digit.repeat(64);
const stored = (key: string, digit = '1'): ObjectFingerprint => ({
  key,
  sizeBytes: 9,
  sha256: sha(digit),
  contentType: 'image/png',
  metadata: {},
  image: { format: 'png', widthPx: 1, heightPx: 1 },
});
const row = (key: string) => ({ key, sha256: sha('1'), sizeBytes: 9 });
const before: ObjectsState = {
  objects: [stored('a'), stored('b'), stored('old')],
  ledger: [row('a'), row('b')],
};
const kinds = (restored: ObjectsState, was = before) => {
  const { refused, unsure, allowed } = judgeObjects(was, restored, { images: true });
  return [refused, unsure, allowed].map((list) => list.map(({ kind }) => kind));
};

describe('the restored bucket', () => {
  it('is equal with every row beside its object; an old orphan is said, and no fault', () => {
    assert.deepEqual(kinds(before), [[], [], ['ledger.row-missing']]);
    assert.equal(judgeObjects(before, before, { images: true }).compared, 3);
  });

  it('shows a lost object twice: by its bytes and by its row', () => {
    const lost = { ...before, objects: [stored('a'), stored('old')] };
    assert.deepEqual(kinds(lost)[0], ['object.missing', 'ledger.object-missing']);
  });

  it('shows other bytes, an object from nowhere, and a row that did not come back', () => {
    const other = { ...before, objects: [stored('a', '2'), stored('b'), stored('old')] };
    assert.deepEqual(kinds(other)[0], ['object.bytes', 'ledger.hash']);
    const more = { ...before, objects: [...before.objects, stored('new')] };
    assert.deepEqual(kinds(more)[0], ['object.unexpected', 'ledger.row-missing']);
    assert.deepEqual(kinds({ ...before, ledger: [row('a')] })[0], ['ledger.row-missing']);
  });

  it('proves nothing where there were no objects', () => {
    const empty: ObjectsState = { objects: [], ledger: [] };
    assert.deepEqual(kinds(empty, empty), [[], ['nothing-compared', 'nothing-compared'], []]);
  });
});
