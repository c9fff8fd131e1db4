/** The front as a process of its own; its owner tells it over IPC what to serve, and where requests go. */
import { once } from 'node:events';
import { answerOwner } from '../conversation.ts';
import { frontAskSchema, type FrontConfig } from './front-config.ts';
import { FrontServer } from './front-server.ts';
import { createRedirectServer } from './redirect-server.ts';

let front: FrontServer | undefined;

async function start(config: FrontConfig): Promise<void> {
  front = new FrontServer(config);
  const plain = createRedirectServer(config.hostName, config.addHeaders);
  front.server.listen(config.httpsPort, '127.0.0.1', 1_024);
  await once(front.server, 'listening');
  plain.listen(config.httpPort, '127.0.0.1');
  await once(plain, 'listening');
}

answerOwner(frontAskSchema, async (ask) => {
  if (ask.type === 'start') await start(ask.config);
  else front?.route(ask.routes);
});
