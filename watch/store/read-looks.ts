import type { DatabaseSync } from 'node:sqlite';
import type { Look } from '../look/look.ts';

export interface Watched {
  readonly target: string;
  readonly place: string;
  readonly title: string;
  readonly lastLookAt: string;
  /** When people were told that nobody looks any more; null where they were not. */
  readonly silenceToldAt: string | null;
}

/** Every place that was ever looked at. */
export function watchedPlaces(database: DatabaseSync): readonly Watched[] {
  return database
    .prepare('select * from watches order by target, place')
    .all()
    .map((row) => ({
      target: String(row['target']),
      place: String(row['place']),
      title: String(row['title']),
      lastLookAt: String(row['last_look_at']),
      silenceToldAt: row['silence_told_at'] === null ? null : String(row['silence_told_at']),
    }));
}

/** Looks at one place from this moment on, the oldest first. */
export function looksSince(
  database: DatabaseSync,
  { target, place }: Pick<Watched, 'target' | 'place'>,
  from: Date,
): readonly Look[] {
  return database
    .prepare('select look from looks where target = ? and place = ? and started_at >= ? order by started_at')
    .all(target, place, from.toISOString())
    .map((row) => JSON.parse(String(row['look'])) as Look);
}
