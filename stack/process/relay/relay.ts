import { join } from 'node:path';
import type { Spawn } from '../../database/unprivileged-user.ts';
import { childModule } from '../child-module.ts';
import { startOwnChild } from '../own-child.ts';
import type { RelayAsk, RelayLink } from './relay-links.ts';

/** What the application's connections to its services run through, so that they can be cut. */
export interface Relay extends AsyncDisposable {
  /** Resets every connection of a link and refuses new ones; disposing heals it. */
  cut(name: string): Promise<AsyncDisposable>;
}

/** Listens on each link's port once it returns. */
export async function startRelay(options: {
  readonly spawn: Spawn;
  readonly logFolder: string;
  readonly links: readonly RelayLink[];
}): Promise<Relay> {
  const child = await startOwnChild({
    spawn: options.spawn,
    module: childModule('./main', import.meta.url),
    name: 'the relay',
    logFile: join(options.logFolder, 'relay.log'),
  });
  const ask = (question: RelayAsk): Promise<void> => child.ask(question);
  try {
    await ask({ type: 'open', links: [...options.links] });
  } catch (error) {
    await child[Symbol.asyncDispose]();
    throw error;
  }
  return {
    async cut(name) {
      await ask({ type: 'cut', name });
      return { [Symbol.asyncDispose]: () => ask({ type: 'heal', name }) };
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
