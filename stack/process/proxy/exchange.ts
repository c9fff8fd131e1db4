import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Http2ServerRequest, Http2ServerResponse } from 'node:http2';

/** One request and its answer, over HTTP/1.1 or HTTP/2. */
export type ServerRequest = IncomingMessage | Http2ServerRequest;
export type ServerAnswer = ServerResponse | Http2ServerResponse;

export function writeHead(answer: ServerAnswer, status: number, headers: OutgoingHttpHeaders): void {
  if (answer instanceof Http2ServerResponse) answer.writeHead(status, headers);
  else answer.writeHead(status, headers);
}

export function sendText(
  answer: ServerAnswer,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  const body = Buffer.from(`${text}\n`);
  const own = { 'content-type': 'text/plain; charset=utf-8', 'content-length': body.length };
  writeHead(answer, status, { ...own, ...headers });
  answer.end(body);
}

/** Does a body follow the head? A request without one must not be given one on its way. */
export function hasBody(request: ServerRequest): boolean {
  if (request instanceof Http2ServerRequest) return !request.stream.endAfterHeaders;
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}
