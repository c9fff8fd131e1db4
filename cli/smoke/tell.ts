import type { Alerts } from '../../watch/channels/read-alerts.ts';
import { deliverAll } from '../../watch/deliver.ts';
import { beat } from '../../watch/heartbeat.ts';
import type { Look } from '../../watch/look/look.ts';
import { headline, type Alert } from '../../watch/message.ts';
import { keepLook } from '../../watch/store/keep-look.ts';
import { openState } from '../../watch/store/open-state.ts';
import type { Terminal } from '../terminal.ts';

export interface Watching {
  readonly state: string;
  readonly alerts: Alerts;
  readonly after: number;
  readonly heartbeat: string | undefined;
}

/** Names of the channels that news goes to, and of those that take figures. */
export function channelNames({ channels }: Alerts): {
  readonly alerts: string[];
  readonly figures: string[];
} {
  const of = (takes: string): string[] =>
    channels.filter((channel) => channel.takes === takes).map(({ name }) => name);
  return { alerts: of('alert'), figures: of('measured') };
}

/**
 * Keeps a look, tells who must be told, and beats. What does not arrive is said, and tried again by the next look.
 * @returns false where something did not arrive.
 */
export async function keepAndTell(look: Look, watching: Watching, terminal: Terminal): Promise<boolean> {
  const { state, alerts, after, heartbeat } = watching;
  const database = openState(state);
  const trouble: string[] = [];
  try {
    const news = keepLook(database, look, { after, ...channelNames(alerts) });
    sayNews(news, terminal, alerts);
    trouble.push(...(await deliverAll(database, alerts.channels)).failed);
  } finally {
    database.close();
  }
  if (heartbeat !== undefined) {
    await beat(heartbeat).catch((error: unknown) =>
      trouble.push(error instanceof Error ? error.message : String(error)),
    );
  }
  for (const text of trouble) terminal.say(`golive: ${text}`);
  return trouble.length === 0;
}

export function sayNews(news: readonly Alert[], terminal: Terminal, { channels }: Alerts): void {
  const ways = channels.filter(({ takes }) => takes === 'alert').map(({ name }) => name);
  const whom = ways.length === 0 ? 'nobody is named to be told' : `told by ${ways.join(', ')}`;
  for (const alert of news) terminal.result(`${headline(alert)}: ${whom}`);
}
