import type { CopyOrder } from '../../drill/resilience/copies.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';
import { startedBefore } from './release-before.ts';
import { stackOptions } from './stack-options.ts';

/**
 * Copies have the smallest seed, since what is asked of them is asked of few records, and not the main stack's shape,
 * which is for one stack alone. A fault is planted in them too.
 */
export function startCopyOf(context: RunContext): (order: CopyOrder) => Promise<StartedStack> {
  const { driver, request } = context;
  return async ({ name, release, smallDiskBytes }) => {
    const { shape: _ofMain, ...options } = stackOptions(context, name);
    const start = driver.start({
      ...options,
      seed: request.target.seed.trial ?? options.seed,
      ...(release === undefined ? {} : { prepared: release }),
      ...(smallDiskBytes === undefined ? {} : { smallDiskBytes }),
    });
    const copy = await (release === undefined ? start : startedBefore(release, start));
    await request.fault?.plant?.(copy);
    return copy;
  };
}
