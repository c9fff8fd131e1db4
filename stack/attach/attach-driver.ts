import type { StackDriver } from '../stack-driver.ts';
import { StackError } from '../stack-error.ts';
import { hostInUrl } from '../url-host.ts';
import type { AttachOrder } from './attach-order.ts';
import { attach } from './attach.ts';
import { resolveAccess } from './resolve-access.ts';
import { startScratch } from './scratch-stack.ts';

/** Attaches to what somebody else runs: nothing of it is built, started, stopped or deleted. */
export function attachDriver(order: AttachOrder): StackDriver {
  return {
    name: 'attach',
    title: `attached to https://${hostInUrl(order.deployment.hostName)}`,
    keeps: 'what was attached to is left as it is: the recovery begins with the restore, in a scratch place',
    onePlace: order.hooks.commands.restore?.scratch.empty === undefined ? 'filled-once' : 'emptied',
    prepare: () =>
      Promise.resolve({
        folder: '/',
        release: { version: 'unknown', digest: 'unknown' },
        repaired: [],
        temporary: false,
      }),
    start: async (options) => await attach(order, options, resolveAccess(order)),
    startEmpty: (options) => startScratch(order, options),
    destroy: ({ facts }) =>
      Promise.reject(
        new StackError(
          'refused',
          `${facts.hostName} was attached to: it is somebody else’s, and nothing of it is ever destroyed`,
        ),
      ),
  };
}
