import { noSuchObject } from '../../stack/clients/objects.ts';

/** A photo, the place that its row names, and what lies there. */
export interface PlacedPhoto {
  readonly id: string;
  readonly place: string;
  /** SHA-256 that the row itself says; empty where it says none. */
  readonly stated: string;
  /** Of the bytes that the bucket holds at that place. */
  readonly sha256: string;
}

interface Moved {
  readonly before: readonly PlacedPhoto[];
  readonly after: readonly PlacedPhoto[];
}

/** What is wrong with photos that have moved, one sentence a photo: pure. */
export function wrongPhotos({ before, after }: Moved, oldPlace: string): readonly string[] {
  const isOld = new RegExp(oldPlace, 'u');
  return before.flatMap(({ id, sha256 }) => {
    const found = after.find((photo) => photo.id === id);
    if (found === undefined) return [`photo ${id} has no row any more`];
    if (isOld.test(found.place)) return [`photo ${id} still points to its old place, ${found.place}`];
    if (found.sha256 === noSuchObject) return [`nothing lies at ${found.place}, where photo ${id} points to`];
    return found.sha256 === sha256 ? [] : [`at ${found.place} lie other bytes than those of photo ${id}`];
  });
}
