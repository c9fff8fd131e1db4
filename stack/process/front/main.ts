/** The front as a process of its own; its owner tells it over IPC what to serve, and where requests go. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { answerOwner } from '../conversation.ts';
import { frontAskSchema, type FrontConfig, type PlainAnswer } from './front-config.ts';
import { FrontServer } from './front-server.ts';
import { redirectTo } from './redirect.ts';

let front: FrontServer | undefined;
let plainAnswer: PlainAnswer = 'redirect';

async function start(config: FrontConfig): Promise<void> {
  const started = new FrontServer(config);
  front = started;
  const { hostName, redirectPort } = config;
  const authority = redirectPort === undefined ? hostName : `${hostName}:${redirectPort}`;
  const redirect = redirectTo(authority, config.addHeaders);
  const plain = createServer((request, response) => {
    if (plainAnswer === 'redirect') redirect(request, response);
    else started.serve(request, response);
  });
  front.server.listen(config.httpsPort, '127.0.0.1', 1_024);
  await once(front.server, 'listening');
  plain.listen(config.httpPort, '127.0.0.1');
  await once(plain, 'listening');
}

answerOwner(frontAskSchema, async (ask) => {
  if (ask.type === 'start') await start(ask.config);
  else if (ask.type === 'routes') front?.route(ask.routes);
  else if (ask.type === 'files') front?.serveFrom(ask.folder);
  else plainAnswer = ask.answer;
});
