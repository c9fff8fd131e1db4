import type { DatabaseSync } from 'node:sqlite';
import type { Alert } from '../message.ts';
import { spanText } from '../span.ts';
import { enqueue } from './deliveries.ts';
import { inTransaction } from './open-state.ts';
import { watchedPlaces, type Watched } from './read-looks.ts';

export interface Silence {
  readonly watched: Watched;
  readonly forMs: number;
}

/**
 * The places that nobody has looked at for so long; whoever is to be told of one is told once, until somebody looks
 * again.
 */
export function noteSilence(
  database: DatabaseSync,
  {
    withinMs,
    target,
    alerts,
    now,
  }: {
    readonly withinMs: number;
    readonly target: string | undefined;
    readonly alerts: readonly string[];
    readonly now: Date;
  },
): readonly Silence[] {
  return inTransaction(database, () => {
    const silent = watchedPlaces(database)
      .filter((watched) => target === undefined || watched.target === target)
      .map((watched) => ({ watched, forMs: now.getTime() - Date.parse(watched.lastLookAt) }))
      .filter(({ forMs }) => forMs > withinMs);
    for (const { watched, forMs } of silent.filter(({ watched: each }) => each.silenceToldAt === null)) {
      const { target: name, place } = watched;
      database
        .prepare('update watches set silence_told_at = ? where target = ? and place = ?')
        .run(now.toISOString(), name, place);
      const message = alertOf(watched, forMs, withinMs, now);
      for (const channel of alerts) enqueue(database, { target: name, place, channel, message });
    }
    return silent;
  });
}

function alertOf(
  { target, title, place, lastLookAt }: Watched,
  forMs: number,
  withinMs: number,
  now: Date,
): Alert {
  const sentence = `No look for ${spanText(forMs)}: one was due within ${spanText(withinMs)}.`;
  const known = { kind: 'alert', event: 'silent', target, title, place, sentence } as const;
  return { ...known, at: now.toISOString(), since: lastLookAt, run: null, failures: 0, troubles: [] };
}
