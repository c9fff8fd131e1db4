import type { DatabaseSync } from 'node:sqlite';
import type { Look } from '../look/look.ts';
import type { Alert, Message } from '../message.ts';
import { step, type WatchState } from '../transition.ts';
import { enqueue } from './deliveries.ts';
import { inTransaction } from './open-state.ts';

export interface KeepOptions {
  /** Looks in a row that must fail before people are told. */
  readonly after: number;
  /** Names of the channels that news goes to, and of those that take every look's figures. */
  readonly alerts: readonly string[];
  readonly figures: readonly string[];
}

/**
 * Keeps a look, and notes what must be said of it, in one step: however many runs end at once, none is lost and
 * nothing is said twice.
 */
export function keepLook(database: DatabaseSync, look: Look, options: KeepOptions): readonly Alert[] {
  return inTransaction(database, () => {
    const { target, place, startedAt } = look;
    database
      .prepare('insert into looks (run, target, place, started_at, look) values (?, ?, ?, ?, ?)')
      .run(look.run, target, place, startedAt, JSON.stringify(look));
    const known = watchOf(database, target, place);
    const { state, news } = step(known?.state, look.state, options.after, startedAt);
    writeWatch(database, look, state);
    const alerts = [
      ...(known?.silenceToldAt ? [alertOf(look, 'heard', known.silenceToldAt, 0)] : []),
      ...(news ? [alertOf(look, news, state.since, state.failures)] : []),
    ];
    const put = (messages: readonly Message[], channels: readonly string[]): void => {
      for (const channel of channels)
        for (const message of messages) enqueue(database, { target, place, channel, message });
    };
    put(alerts, options.alerts);
    put([{ kind: 'measured', look }], options.figures);
    return alerts;
  });
}

function alertOf(look: Look, event: Alert['event'], since: string, failures: number): Alert {
  const { target, title, place, run, startedAt: at, sentence, troubles } = look;
  return { kind: 'alert', event, target, title, place, run, at, since, failures, sentence, troubles };
}

interface KnownWatch {
  readonly state: WatchState;
  readonly silenceToldAt: string | null;
}

function watchOf(database: DatabaseSync, target: string, place: string): KnownWatch | undefined {
  const row = database.prepare('select * from watches where target = ? and place = ?').get(target, place);
  if (!row) return undefined;
  const told = row['told'] === 'failing' ? 'failing' : 'ok';
  const silence = row['silence_told_at'];
  return {
    state: { told, failures: Number(row['failures']), since: String(row['since']) },
    silenceToldAt: silence === null ? null : String(silence),
  };
}

function writeWatch(
  database: DatabaseSync,
  { target, place, title, startedAt }: Look,
  state: WatchState,
): void {
  database
    .prepare(
      `insert into watches (target, place, title, told, failures, since, last_look_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (target, place) do update set title = excluded.title, told = excluded.told,
         failures = excluded.failures, since = excluded.since, silence_told_at = null,
         last_look_at = max(last_look_at, excluded.last_look_at)`,
    )
    .run(target, place, title, state.told, state.failures, state.since, startedAt);
}
