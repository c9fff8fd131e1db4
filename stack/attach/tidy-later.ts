import type { Target } from '../../targets/schema/target.ts';
import { Ledger, readLedger } from '../ledger/ledger.ts';
import type { Tidied } from '../ledger/remove-records.ts';
import { makeStackFolder } from '../process/stack-folder.ts';
import type { Reaper } from '../reaper/reaper.ts';
import type { AttachOrder } from './attach-order.ts';
import { hooked, runHooked } from './hook-commands.ts';
import { hookedComponents } from './hooked-components.ts';
import { addressOf } from './look-up.ts';
import { resolveAccess } from './resolve-access.ts';
import { mendParts } from './mend-parts.ts';
import { tidyUp } from './tidy-up.ts';

/**
 * Does for a run that was killed what it could not do itself: starts what it had stopped, and takes its records away.
 * May be repeated. @throws TargetError for a secret that is missing; StackError where the deployment is not found.
 */
export async function tidyLater(
  order: AttachOrder,
  {
    target,
    run,
    ledgerFile,
    reaper,
  }: {
    readonly target: Target;
    readonly run: string;
    readonly ledgerFile: string;
    readonly reaper: Reaper;
  },
): Promise<Tidied> {
  const { deployment, hooks } = order;
  const access = resolveAccess(order);
  const place = deployment.connect ?? { host: deployment.hostName, port: deployment.port };
  const endpoint = { host: await addressOf(place.host, hooks.dnsServers), port: place.port };
  const { temporary, shims } = await makeStackFolder(reaper, 'tidy');
  const hookPlace = { order, spawn: reaper.spawn, temporary, shims };
  const components = hookedComponents(hooks, endpoint, {
    run: (command) => runHooked(hookPlace, hooked(command)),
    ledger: new Ledger(ledgerFile, run),
  });
  const down = await mendParts(components, readLedger(ledgerFile));
  const front = { host: endpoint.host, httpsPort: endpoint.port, httpPort: hooks.plainPort };
  const facts = {
    hostName: deployment.hostName,
    front,
    ledgerFile,
    sourceAddresses: [...hooks.sourceAddresses],
  };
  const { removed, left } = await tidyUp({ target, facts, access, hooks });
  return { removed, left: [...down, ...left] };
}
