import type { IncomingMessage } from 'node:http';

/**
 * The address of the client: each trusted proxy appended one entry to X-Forwarded-For, so the client stands
 * `trustedProxies` entries from the right. What stands further left was written by the client and is not believed.
 */
export const clientAddress = (incoming: IncomingMessage, trustedProxies: number): string => {
  const peer = incoming.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return peer;
  const header = incoming.headers['x-forwarded-for'];
  const entries = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((entry) => entry.trim());
  const entry = entries.at(-trustedProxies) ?? entries[0];
  return entry ? entry.slice(0, 64) : peer;
};
