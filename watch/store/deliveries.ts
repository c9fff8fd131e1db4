import type { DatabaseSync } from 'node:sqlite';
import type { Message } from '../message.ts';

/** A message on its way through one channel. */
export interface Delivery {
  readonly id: number;
  readonly target: string;
  readonly place: string;
  readonly channel: string;
  readonly message: Message;
  readonly createdAt: string;
  readonly attempts: number;
}

export function enqueue(
  database: DatabaseSync,
  { target, place, channel, message }: Pick<Delivery, 'target' | 'place' | 'channel' | 'message'>,
): void {
  database
    .prepare('insert into deliveries (target, place, channel, message, created_at) values (?, ?, ?, ?, ?)')
    .run(target, place, channel, JSON.stringify(message), new Date().toISOString());
}

/** What has not arrived yet, the oldest first. */
export function openDeliveries(database: DatabaseSync): readonly Delivery[] {
  return database
    .prepare('select * from deliveries where ended_at is null order by id')
    .all()
    .map((row) => ({
      id: Number(row['id']),
      target: String(row['target']),
      place: String(row['place']),
      channel: String(row['channel']),
      message: JSON.parse(String(row['message'])) as Message,
      createdAt: String(row['created_at']),
      attempts: Number(row['attempts']),
    }));
}

/** True for one of all runs that try: it has this long to deliver it. */
export function claim(database: DatabaseSync, id: number, now: Date, forMs: number): boolean {
  const until = new Date(now.getTime() + forMs).toISOString();
  const { changes } = database
    .prepare(
      `update deliveries set claimed_until = ? where id = ? and ended_at is null
       and (claimed_until is null or claimed_until < ?)`,
    )
    .run(until, id, now.toISOString());
  return Number(changes) === 1;
}

/** It arrived, or nobody wants it any more. */
export function endDelivery(database: DatabaseSync, id: number, now: Date): void {
  database.prepare('update deliveries set ended_at = ? where id = ?').run(now.toISOString(), id);
}

/** It did not arrive: whoever runs next tries again. */
export function failDelivery(database: DatabaseSync, id: number, why: string): void {
  database
    .prepare(
      'update deliveries set attempts = attempts + 1, last_error = ?, claimed_until = null where id = ?',
    )
    .run(why, id);
}
