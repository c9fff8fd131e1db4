import { isIP } from 'node:net';
import { LoadError } from './load-error.ts';

/** Where load really goes: an address and port to connect to, whatever name the requests carry. */
export interface LoadDestination {
  /** Requests carry this origin's host name (Host header, TLS server name). */
  origin: string;
  /** IP address (or allowed name) that is connected to. */
  address: string;
  port: number;
  /** PEM of the authority that signed the destination's certificate. */
  ca?: string;
  /** Loopback addresses that users connect from, in turn: 100 users need not look like one. */
  sourceAddresses?: readonly string[];
  /** Hosts besides loopback that the target's owner has allowed. */
  allowedHosts?: readonly string[];
}

/** 127.0.0.0/8 and ::1, also in IPv6-mapped form. */
export function isLoopback(address: string): boolean {
  const bare = address.toLowerCase().replace(/^::ffff:/, '');
  return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/**
 * Judges the address that is connected to, never the name: production names are mapped to loopback.
 * @throws LoadError `host-not-allowed`
 */
export function assertAllowed(address: string, allowedHosts: readonly string[] = []): void {
  if (isLoopback(address) || allowedHosts.includes(address)) return;
  const allowed = ['127.0.0.0/8', ...allowedHosts].join(', ');
  throw new LoadError(
    'host-not-allowed',
    `load: expected one of ${allowed}, got ${address}; nothing was sent to it`,
  );
}
