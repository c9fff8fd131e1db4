import { isIP, isIPv6 } from 'node:net';

/** A host as URLs write it: an IPv6 address stands in brackets. */
export const hostInUrl = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

/** A host as sockets take it. */
export const plainHost = (host: string): string => host.replace(/^\[(.*)\]$/u, '$1');

/** What TLS asks a server for: its name; nothing where it is known by an address alone (RFC 6066). */
export const serverNameOf = (host: string): string => (isIP(plainHost(host)) === 0 ? host : '');
