import { join } from 'node:path';
import type { ComponentEndpoint } from '../../component.ts';
import type { Spawn } from '../../database/unprivileged-user.ts';
import { childModule } from '../../process/child-module.ts';
import { startOwnChild } from '../../process/own-child.ts';
import type { DoorAsk } from './door-config.ts';

/**
 * Opens ports of 127.0.0.1 that lead to a front in a container. The engine's own forwarding would hide who comes;
 * the door tells the front each client's address, as a load balancer does. It opens nothing of what passes.
 */
export async function openDoor(options: {
  readonly spawn: Spawn;
  readonly logFolder: string;
  readonly doors: readonly { readonly listen: number; readonly to: ComponentEndpoint }[];
}): Promise<AsyncDisposable> {
  const child = await startOwnChild({
    spawn: options.spawn,
    module: childModule('./main', import.meta.url),
    name: 'the door',
    logFile: join(options.logFolder, 'door.log'),
  });
  try {
    await child.ask({ type: 'open', doors: [...options.doors] } satisfies DoorAsk);
  } catch (error) {
    await child[Symbol.asyncDispose]();
    throw error;
  }
  return child;
}
