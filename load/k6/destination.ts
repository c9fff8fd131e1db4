import type { LoadPlan } from '../plan.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = /^(?:127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/;

/** `host:port` of the plan's origin. */
function originOf({ origin }: LoadPlan): { host: string; port: string } {
  const [, scheme = '', host = '', port] = /^(https?):\/\/([^/:]+|\[[^\]]+\])(?::(\d+))?/.exec(origin) ?? [];
  return { host, port: port ?? (scheme === 'https' ? '443' : '80') };
}

/** The name that requests carry, and the address that they go to. */
export function hostsOf(plan: LoadPlan, environment: Environment): Record<string, string> {
  const address = environment['ADDRESS'];
  const { host, port } = originOf(plan);
  // An address needs no name; k6 takes none for it either.
  return address === undefined || loopback.test(host) ? {} : { [`${host}:${port}`]: address };
}

/**
 * Load goes to loopback, or to a host that was named for it. The address is judged, not the name.
 * @throws Error before anything is sent
 */
export function refuseStrangers(plan: LoadPlan, environment: Environment): void {
  const { host } = originOf(plan);
  const address = (environment['ADDRESS'] ?? host).replace(/:\d+$/, '');
  if (loopback.test(address) || address === environment['ALLOWED']) return;
  throw new Error(
    `load: expected a loopback address (-e ADDRESS=127.0.0.1:8443), got ${address}; nothing was sent`,
  );
}
