import type { Access } from '../facts.ts';
import { startGuard, type Guard } from '../read-only/guard.ts';
import type { AttachOrder } from './attach-order.ts';
import { findDeployment, type Found } from './find-deployment.ts';
import { whoseAddress } from './whose-address.ts';

export interface Guarded {
  readonly found: Found;
  /** Stands before it, where it is only to be looked at. */
  readonly guard: Guard | undefined;
}

/**
 * Finds a deployment, and puts a guard before it where it is only to be looked at, before anything is asked of it.
 * @throws StackError `not-ready` where the name leads nowhere, or no TLS server answers there.
 */
export async function findGuarded(
  order: AttachOrder,
  { caPem }: Pick<Access, 'caPem'>,
  run: string,
): Promise<Guarded> {
  const { hooks, readOnly } = order;
  const found = await findDeployment(order.deployment, {
    caPem,
    dnsServers: hooks.dnsServers,
    environment: hooks.commands.environment,
  });
  if (readOnly === undefined) return { found, guard: undefined };
  const { endpoint, hostName } = found.deployment;
  const { mark } = readOnly;
  const guard = await startGuard({
    hostName,
    endpoint,
    caPem,
    plainPort: hooks.plainPort,
    localAddress: whoseAddress(endpoint.host) === 'loopback' ? undefined : hooks.sourceAddresses[0],
    order: { ...readOnly, mark: { ...mark, value: mark.value.replaceAll('{run}', run) } },
  });
  return { found: { ...found, deployment: { ...found.deployment, guard } }, guard };
}
