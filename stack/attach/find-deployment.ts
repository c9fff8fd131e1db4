import { isIP } from 'node:net';
import type { HookCommand } from '../../targets/schema/hooks.ts';
import type { Deployment } from './attach-order.ts';
import type { FoundDeployment } from './deployment-facts.ts';
import { greet, type Greeting } from './greet.ts';
import { addressOf } from './look-up.ts';

export interface Found {
  readonly deployment: FoundDeployment;
  readonly greeting: Greeting;
}

/**
 * Finds the address that a deployment is at, and shakes hands with it.
 * @throws StackError `not-ready` where the name leads nowhere, or no TLS server answers there.
 */
export async function findDeployment(
  deployment: Deployment,
  given: {
    readonly caPem: string;
    readonly dnsServers: readonly string[];
    readonly environment: HookCommand | undefined;
  },
): Promise<Found> {
  const { hostName, port, connect } = deployment;
  const place = connect ?? { host: hostName, port };
  // What is judged and connected to is an address: a name may lead elsewhere a minute later.
  const servers = isIP(place.host) === 0 ? given.dnsServers : [];
  const endpoint = { host: await addressOf(place.host, servers), port: place.port };
  const greeting = await greet({ endpoint, hostName, caPem: given.caPem });
  const { caPem, environment } = given;
  return { deployment: { ...deployment, endpoint, caPem, environment }, greeting };
}
