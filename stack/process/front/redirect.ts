import type { RequestListener } from 'node:http';
import { sendText } from '../proxy/exchange.ts';

/**
 * Plain HTTP is there to say where HTTPS is (a host name, with a port where one is named): 301 for what is read, 308
 * so that a write stays a write.
 */
export function redirectTo(authority: string, addHeaders: Readonly<Record<string, string>>): RequestListener {
  // Over plain HTTP it means nothing and must not be sent (RFC 6797, 7.2).
  const headers = Object.fromEntries(
    Object.entries(addHeaders).filter(([name]) => name.toLowerCase() !== 'strict-transport-security'),
  );
  return (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const location = `https://${authority}${request.url?.startsWith('/') === true ? request.url : '/'}`;
    request.resume();
    sendText(response, isRead ? 301 : 308, `See ${location}`, { ...headers, location });
  };
}
