import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface UpgradeTo {
  readonly host?: string;
  readonly port: number;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
}

/** Passes a protocol upgrade (WebSocket) on: after the head, bytes both ways. */
export function forwardUpgrade(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  { host = '127.0.0.1', port, path, headers }: UpgradeTo,
): void {
  const upstream = connect(port, host, () => {
    const upgrade = { ...headers, connection: 'Upgrade', upgrade: request.headers.upgrade ?? 'websocket' };
    const lines = Object.entries(upgrade).flatMap(([name, value]) =>
      [value ?? []].flat().map((text) => `${name}: ${text}\r\n`),
    );
    upstream.write(`${request.method ?? 'GET'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('error', () => upstream.destroy());
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
}
