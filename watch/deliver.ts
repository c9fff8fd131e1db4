import type { DatabaseSync } from 'node:sqlite';
import type { Channel } from './channels/channel.ts';
import { claim, endDelivery, failDelivery, openDeliveries, type Delivery } from './store/deliveries.ts';

/** Longer than a channel takes to answer or to give up. */
const claimMs = 60_000;
/** What could not be said for so long is news no more. */
const keptMs = 7 * 86_400_000;

export interface Delivered {
  readonly arrived: number;
  /** A sentence for each that did not arrive, and why: it is tried again with the next look. */
  readonly failed: readonly string[];
}

/** Hands over all that has not arrived yet, the oldest first, also what an earlier run could not. */
export async function deliverAll(
  database: DatabaseSync,
  channels: readonly Channel[],
  now: () => Date = () => new Date(),
): Promise<Delivered> {
  const failed: string[] = [];
  let arrived = 0;
  const open = openDeliveries(database);
  for (const delivery of open) {
    const channel = channels.find(({ name }) => name === delivery.channel);
    const given = givenUp(delivery, open, channel, now());
    if (given !== undefined) {
      endDelivery(database, delivery.id, now());
      if (given !== '') failed.push(given);
      continue;
    }
    if (!channel || !claim(database, delivery.id, now(), claimMs)) continue;
    try {
      await channel.deliver(delivery.message);
      endDelivery(database, delivery.id, now());
      arrived += 1;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      failDelivery(database, delivery.id, why);
      failed.push(
        `${told(delivery)}: ${why} (attempt ${delivery.attempts + 1}, tried again with the next look)`,
      );
    }
  }
  return { arrived, failed };
}

/** Why nobody tries any more; empty where something newer says it better. */
function givenUp(
  delivery: Delivery,
  open: readonly Delivery[],
  channel: Channel | undefined,
  now: Date,
): string | undefined {
  const { id, target, place, createdAt } = delivery;
  const isOld = now.getTime() - Date.parse(createdAt) > keptMs;
  if (isOld) return `${told(delivery)}: given up after 7 days`;
  // Another run may be given other channels: this one waits for it.
  if (!channel?.onlyNewest) return undefined;
  const newer = open.some(
    (other) =>
      other.id > id && other.channel === channel.name && other.target === target && other.place === place,
  );
  return newer ? '' : undefined;
}

function told({ channel, message }: Delivery): string {
  const what = message.kind === 'alert' ? `the alert “${message.event}”` : 'the figures of a look';
  return `${channel}: ${what} did not arrive`;
}
