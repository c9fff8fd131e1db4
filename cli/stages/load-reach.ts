import { whyForbidden } from '../../stack/attach/whose-address.ts';
import { sourceAddressFor } from '../../stack/clients/source-address.ts';
import { Ledger } from '../../stack/ledger/ledger.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

/** From which addresses users come, and where beside loopback they may go: a deployment by its owner's permit. */
export function reachOf({ facts, attached }: StartedStack, wanted: readonly string[]) {
  const { host } = facts.front;
  const own = wanted.flatMap((address) => sourceAddressFor(facts, address) ?? []);
  const isPermitted = attached && whyForbidden(attached.hooks.permits, 'load', host) === undefined;
  return {
    ...(own.length === 0 ? {} : { sourceAddresses: own }),
    ...(isPermitted ? { allowedHosts: [host] } : {}),
  };
}

/** Every write of the load holds this, and so can be found again in a system that is not the run's own. */
export function noteLoad({ facts: { ledgerFile, run } }: StartedStack): void {
  if (ledgerFile !== undefined) new Ledger(ledgerFile, run).intend(`load-${run}-`, 'load');
}
