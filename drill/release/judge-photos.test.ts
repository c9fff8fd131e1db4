import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noSuchObject } from '../../stack/clients/objects.ts';
import { wrongPhotos, type PlacedPhoto } from './judge-photos.ts';

const photo = (id: string, place: string, sha256: string): PlacedPhoto => ({ id, place, stated: '', sha256 });
const before = [photo('1', 'photos/1', 'aa'), photo('2', 'photos/2', 'bb')];
const old = '^uploads/';

test('photos at a new place with their own bytes are in order, whatever that place is called', () => {
  const after = [photo('2', 'new/2', 'bb'), photo('1', 'new/1', 'aa')];
  assert.deepEqual(wrongPhotos({ before, after }, old), []);
});

test('each photo is told that is lost, forgotten, empty or another’s', () => {
  const wrong = (one: PlacedPhoto | undefined): string =>
    wrongPhotos(
      { before: [photo('1', 'photos/1', 'aa')], after: one === undefined ? [] : [one] },
      old,
    ).join();
  assert.match(wrong(undefined), /photo 1 has no row any more/u);
  assert.match(wrong(photo('1', 'uploads/1.jpg', 'aa')), /still points to its old place, uploads\/1.jpg/u);
  assert.match(wrong(photo('1', 'new/1', noSuchObject)), /nothing lies at new\/1/u);
  assert.match(wrong(photo('1', 'new/1', 'bb')), /other bytes than those of photo 1/u);
});
