import {
  request as sendRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { hasBody, sendText } from '../proxy/exchange.ts';
import { passedHeaders } from '../proxy/forwarded-headers.ts';
import { pathFor, type Route } from '../proxy/routes.ts';
import type { Upstreams } from '../proxy/upstreams.ts';
import { editAnswerHeaders, rewriteBody } from './edit-answer.ts';
import { editRequestHeaders, flipBytes, needsWholeBody } from './edit-request.ts';
import type { AskedFor, FullRule, RuleBook } from './rule-book.ts';

export interface EdgeExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly book: RuleBook;
  readonly upstreams: Upstreams;
  readonly host: string;
  readonly route: Route;
}

/** Passes one request on and its answer back, changed by the rules that hit them. */
export async function exchange(it: EdgeExchange): Promise<void> {
  const { request, response, book } = it;
  const asked = { method: request.method ?? 'GET', pathAndQuery: request.url ?? '/' };
  const hit = book.forRequest(asked);
  const made = hit.find(({ answer }) => answer !== undefined)?.answer;
  if (made !== undefined) {
    request.resume();
    await wait(hit);
    const headers = editAnswerHeaders({ ...made.headers }, hit);
    response.writeHead(made.status, { ...headers, 'content-length': Buffer.byteLength(made.body) });
    response.end(made.body);
    return;
  }
  try {
    const answer = await askApplication(it, asked, hit);
    await reply(it, asked, hit, answer);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else sendText(response, 502, `Bad gateway: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function askApplication(
  it: EdgeExchange,
  asked: AskedFor,
  hit: readonly FullRule[],
): Promise<IncomingMessage> {
  const headers = editRequestHeaders(passedHeaders(it.request.headers), hit, it.book.mayRewrite(asked));
  const repeats = Math.max(1, ...hit.map(({ repeat }) => repeat));
  if (!needsWholeBody(hit)) return send(it, headers, undefined);
  const body = flipBytes(await buffer(it.request), hit);
  const whole = hasBody(it.request) ? { ...headers, 'content-length': body.length } : headers;
  const first = await send(it, whole, body);
  if (repeats === 1) return first;
  // The first answer waits in its socket: when the client has it, the repetitions have been done.
  for (let time = 1; time < repeats; time += 1) await buffer(await send(it, whole, body));
  return first;
}

/** `body` undefined: what the client sends is streamed. */
function send(
  { request, response, upstreams, host, route }: EdgeExchange,
  headers: OutgoingHttpHeaders,
  body: Buffer | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const isChunked = body === undefined && hasBody(request) && headers['content-length'] === undefined;
    const upstream = sendRequest({
      host,
      port: route.port,
      agent: upstreams.agent(route.port),
      method: request.method ?? 'GET',
      path: pathFor(route, request.url ?? '/'),
      headers: isChunked ? { ...headers, 'transfer-encoding': 'chunked' } : headers,
      setHost: false,
    });
    upstream.once('response', resolve);
    upstream.once('error', reject);
    response.once('close', () => {
      if (!response.writableFinished) upstream.destroy();
    });
    if (body !== undefined) upstream.end(body);
    else if (hasBody(request)) request.pipe(upstream);
    else upstream.end();
  });
}

async function reply(
  { request, response, book }: EdgeExchange,
  asked: AskedFor,
  hit: readonly FullRule[],
  answer: IncomingMessage,
): Promise<void> {
  const rules = [...hit, ...book.forAnswer(asked, answer.headers['content-type'] ?? '')];
  const rewrites = rules.some(({ replaceBody }) => replaceBody !== undefined) && request.method !== 'HEAD';
  const body = rewrites ? await buffer(answer) : undefined;
  await wait(rules);
  if (response.destroyed) {
    // The client has left meanwhile.
    answer.destroy();
    return;
  }
  const status = rules.findLast((rule) => rule.status !== undefined)?.status ?? answer.statusCode ?? 502;
  const passed = passedHeaders(answer.headers);
  if (body !== undefined && body.length > 0) {
    const rewritten = rewriteBody(body, passed, rules);
    response.writeHead(status, editAnswerHeaders(rewritten.headers, rules));
    response.end(rewritten.body);
    return;
  }
  response.writeHead(status, editAnswerHeaders(passed, rules));
  if (body !== undefined) response.end();
  else await passBody(answer, response);
}

function passBody(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    pipeline(answer, response, (error) => (error ? reject(error) : resolve()));
  });
}

async function wait(rules: readonly FullRule[]): Promise<void> {
  const delayMs = rules.reduce((sum, rule) => sum + rule.delayMs, 0);
  if (delayMs > 0) await pause(delayMs);
}
