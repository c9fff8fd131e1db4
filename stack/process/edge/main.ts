/** The edge as a process of its own, in between while a fault is planted. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { answerOwner } from '../conversation.ts';
import { edgeAskSchema } from './edge-config.ts';
import { createEdgeServer } from './edge-server.ts';

/** What is under way may take so long to end; after that it is cut. */
const graceMs = 5_000;
let server: Server | undefined;

answerOwner(edgeAskSchema, async (ask) => {
  if (ask.type === 'start') {
    server = createEdgeServer(ask.routes, ask.rules, ask.applicationHost);
    server.listen(ask.port, ask.listenOn, 1_024);
    await once(server, 'listening');
    return;
  }
  if (server === undefined) return;
  const closed = once(server, 'close');
  const late = setTimeout(() => server?.closeAllConnections(), graceMs);
  server.close();
  await closed;
  clearTimeout(late);
});
