import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';

import { daemonPlaces } from './docker-daemon.ts';
import type { FakeMachine } from './fake-machine.ts';

export interface FakeEngine extends AsyncDisposable {
  /** As DOCKER_HOST would have it. */
  readonly host: string;
}

/** Something on a fake machine that answers where an engine does, for tests. */
export async function fakeEngine(fake: FakeMachine, said = '{"Version":"28.1.0"}'): Promise<FakeEngine> {
  const { socket } = daemonPlaces(fake.machine);
  mkdirSync(dirname(socket), { recursive: true });
  const server = createServer((_asked, answer) => answer.end(said));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    host: `unix://${socket}`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
