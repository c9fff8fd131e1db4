import { isIPv4 } from 'node:net';
import { whoseAddress } from '../attach/whose-address.ts';
import type { StackFacts } from '../facts.ts';

type Facts = Pick<StackFacts, 'front'> & { readonly sourceAddresses?: readonly string[] | undefined };

/**
 * The local address that a client connects from. On loopback any 127.x.y.z is this machine's; elsewhere those that
 * were given are dealt out, the same one for the same wish; undefined where there is none to choose.
 */
export function sourceAddressFor(
  { front, sourceAddresses = [] }: Facts,
  wanted: string | undefined,
): string | undefined {
  // ::1 is reached from itself alone.
  if (whoseAddress(front.host) === 'loopback') return isIPv4(front.host) ? wanted : undefined;
  if (wanted === undefined || sourceAddresses.length === 0) return undefined;
  const number = wanted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return sourceAddresses[number % sourceAddresses.length];
}
