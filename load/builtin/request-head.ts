import type { FeedLine } from '../plan.ts';

/** A request's head as it goes over the wire, with its user's token in it. */
export function requestHead(
  line: FeedLine,
  about: { host: string; token: string; contentType: string | undefined; bodyBytes: number },
): string {
  const { method, path, headers } = line;
  let head = `${method} ${path} HTTP/1.1\r\nhost: ${about.host}\r\nconnection: keep-alive\r\n`;
  for (const name in headers) {
    const value = headers[name] ?? '';
    head += `${name}: ${value.includes('{token}') ? value.replaceAll('{token}', about.token) : value}\r\n`;
  }
  if (about.contentType !== undefined) head += `content-type: ${about.contentType}\r\n`;
  if (about.bodyBytes > 0 || method !== 'GET') head += `content-length: ${about.bodyBytes}\r\n`;
  return `${head}\r\n`;
}
