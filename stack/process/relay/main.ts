/** The relay as a process of its own: what the application's connections to its services run through. */
import { answerOwner } from '../conversation.ts';
import { RelayedLink, relayAskSchema } from './relay-links.ts';

const links = new Map<string, RelayedLink>();

answerOwner(relayAskSchema, async (ask) => {
  if (ask.type === 'open') {
    for (const link of ask.links) {
      const relayed = new RelayedLink(link);
      links.set(link.name, relayed);
      await relayed.listen();
    }
    return;
  }
  const link = links.get(ask.name);
  if (link === undefined) throw new Error(`expected one of ${[...links.keys()].join(', ')}, got ${ask.name}`);
  if (ask.type === 'cut') link.cut();
  else link.heal();
});
