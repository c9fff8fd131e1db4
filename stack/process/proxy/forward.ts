import {
  request as sendRequest,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { hasBody, type ServerAnswer, type ServerRequest } from './exchange.ts';
import type { Upstreams } from './upstreams.ts';

/** Why a request could not be passed on. */
export type ForwardFailure = 'too-large' | 'unreachable' | 'timed-out';

export interface Forwarding {
  readonly upstreams: Upstreams;
  readonly port: number;
  /** What is asked of the upstream. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** Answers the client. Called once, and never after `onFailure`. */
  readonly onAnswer: (answer: IncomingMessage) => void;
  /** The upstream gave no answer: the client must be told. */
  readonly onFailure: (failure: ForwardFailure, cause: string) => void;
}

/** Streams a request to the upstream. What the answer becomes is the caller's. */
export function forward(request: ServerRequest, response: ServerAnswer, forwarding: Forwarding): void {
  const withBody = hasBody(request);
  if (withBody && Number(request.headers['content-length'] ?? 0) > forwarding.maxBodyBytes) {
    forwarding.onFailure('too-large', 'content-length');
    request.resume();
    return;
  }
  attempt(request, response, forwarding, { withBody, isSecond: false });
}

function attempt(
  request: ServerRequest,
  response: ServerAnswer,
  forwarding: Forwarding,
  { withBody, isSecond }: { readonly withBody: boolean; readonly isSecond: boolean },
): void {
  const upstream = open(request, forwarding, { withBody, isSecond });
  let settled = false;
  let isTimedOut = false;
  let isClosed = false;
  const fail = (failure: ForwardFailure, cause: string): void => {
    if (settled) return;
    settled = true;
    if (isClosed) return;
    request.unpipe(upstream);
    request.resume();
    upstream.destroy();
    forwarding.onFailure(failure, cause);
  };
  upstream.setTimeout(forwarding.timeoutMs, () => {
    isTimedOut = true;
    upstream.destroy(new Error(`no answer within ${forwarding.timeoutMs} ms`));
  });
  upstream.once('response', (answer) => {
    if (settled) return;
    settled = true;
    // A server that failed may close its end without a word: what is sent next goes by another connection.
    if ((answer.statusCode ?? 500) >= 500) upstream.shouldKeepAlive = false;
    // The client may have left between the question and the answer.
    if (response.destroyed || isClosed) answer.destroy();
    else forwarding.onAnswer(answer);
  });
  upstream.on('error', (error) => {
    // The upstream may close an idle connection in the moment in which it is used again.
    if (!settled && !isTimedOut && !withBody && !isSecond && upstream.reusedSocket) {
      settled = true;
      attempt(request, response, forwarding, { withBody, isSecond: true });
    } else if (settled && !response.writableEnded) response.destroy();
    else fail(isTimedOut ? 'timed-out' : 'unreachable', error.message);
  });
  // Ended too early: the person has closed the page.
  response.once('close', () => {
    isClosed = true;
    if (!response.writableFinished) upstream.destroy();
  });
  if (withBody) sendBody(request, upstream, forwarding.maxBodyBytes, () => fail('too-large', 'body'));
  else upstream.end();
}

function open(
  request: ServerRequest,
  forwarding: Forwarding,
  { withBody, isSecond }: { readonly withBody: boolean; readonly isSecond: boolean },
): ClientRequest {
  const { port, upstreams } = forwarding;
  const isChunked = withBody && forwarding.headers['content-length'] === undefined;
  return sendRequest({
    host: '127.0.0.1',
    port,
    // The second time by a connection of its own: others that were idle may be closed as well.
    agent: isSecond ? false : upstreams.agent(port),
    method: request.method ?? 'GET',
    path: forwarding.path,
    headers: isChunked ? { ...forwarding.headers, 'transfer-encoding': 'chunked' } : forwarding.headers,
    setHost: false,
  });
}

function sendBody(
  request: ServerRequest,
  upstream: ClientRequest,
  limit: number,
  onTooLarge: () => void,
): void {
  let sent = 0;
  request.on('data', (piece: Buffer) => {
    sent += piece.length;
    if (sent > limit) onTooLarge();
  });
  request.once('aborted', () => upstream.destroy());
  request.pipe(upstream);
}
