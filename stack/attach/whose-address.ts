import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Permit } from '../../targets/schema/hooks.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Bridges that container engines make on this machine. */
const bridge = /^(docker\d+|br-[0-9a-f]{12}|podman\d+|cni-podman\d+|virbr-docker\d*)$/u;

/** `loopback`, one of this machine's own, that of a container on it, or somebody else's. */
export type Whose = 'loopback' | 'own' | 'container' | 'foreign';

/** Judges the address that is connected to, never a name. */
export function whoseAddress(address: string, interfaces: Interfaces = networkInterfaces()): Whose {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8);
  loopback.addAddress('::1', 'ipv6');
  if (loopback.check(address, family)) return 'loopback';
  const all = Object.entries(interfaces).flatMap(([name, list = []]) =>
    list.map((item) => ({ name, ...item })),
  );
  if (all.some((item) => item.address === address)) return 'own';
  const inContainers = new BlockList();
  for (const { name, cidr, family: of } of all) {
    const [network, bits] = cidr?.split('/') ?? [];
    if (!bridge.test(name) || network === undefined) continue;
    inContainers.addSubnet(network, Number(bits), of === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return inContainers.check(address, family) ? 'container' : 'foreign';
}

/** Who has allowed this at that address today; undefined where nobody has. A permit ends with its day. */
export function permitOf(
  permits: readonly Permit[],
  what: Permit['allows'][number],
  address: string,
  now: Date,
): Permit | undefined {
  const today = now.toISOString().slice(0, 10);
  return permits.find(
    (permit) => permit.address === address && permit.allows.includes(what) && permit.until >= today,
  );
}

/** Why this may not be done at that address; undefined where it may. */
export function whyForbidden(
  permits: readonly Permit[],
  what: Permit['allows'][number],
  address: string,
  now = new Date(),
): string | undefined {
  if (whoseAddress(address) !== 'foreign' || permitOf(permits, what, address, now)) return undefined;
  const ended = permits.find((permit) => permit.address === address && permit.allows.includes(what));
  if (ended) return `the permit of ${ended.by} for ${address} ended with ${ended.until}`;
  const shape = `{address: '${address}', allows: ['${what}'], until, by}`;
  return `${address} is somebody else’s, and nobody has allowed it: expected ${shape} in the hooks’ permits`;
}
