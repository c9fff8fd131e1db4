import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { ZodError } from 'zod';
import { phoneStepIds, type PhoneResult } from '../../reports/phones/phone-result.ts';
import { doneSchema } from './claims.ts';
import type { PageFile } from './page-files.ts';
import type { PhoneSession } from './phone-session.ts';
import { refuseToken, type PhoneToken } from './token.ts';

export interface PhoneServerOptions {
  readonly run: string;
  readonly token: PhoneToken;
  readonly session: PhoneSession;
  readonly files: ReadonlyMap<string, PageFile>;
  /** Left out, it speaks plain HTTP, to a proxy that has a certificate. */
  readonly tls?: { readonly certificatePem: string; readonly keyPem: string };
  readonly isUsed: (tokenId: string) => boolean;
  /** Keeps a result; called once. */
  readonly keep: (result: PhoneResult) => void;
  /** Called when the phone has its answer. */
  readonly done: (result: PhoneResult) => void;
  readonly now: () => Date;
}

const claimLimitBytes = 10_000;
const photoLimitBytes = 40_000_000;

const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "img-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

class TooLarge extends Error {}

async function bodyOf(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > limitBytes) throw new TooLarge(`expected at most ${limitBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...headers, 'content-type': type });
  response.end(body);
}

const sendText = (response: ServerResponse, status: number, text: string): void =>
  send(response, status, 'text/plain; charset=utf-8', `${text}\n`);

const sendJson = (response: ServerResponse, value: unknown): void =>
  send(response, 200, 'application/json', JSON.stringify(value));

/** The page for one phone, and what it tells. Nothing of it answers without the code in the path. */
export function createPhoneServer(options: PhoneServerOptions): Server {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(options, request, response).catch((error: unknown) => {
      if (error instanceof TooLarge) sendText(response, 413, error.message);
      else if (error instanceof ZodError || error instanceof SyntaxError)
        sendText(response, 400, 'not as expected');
      else sendText(response, 500, 'a defect of Golive itself');
    });
  };
  const { tls } = options;
  return tls === undefined
    ? createServer(listener)
    : createTlsServer({ cert: tls.certificatePem, key: tls.keyPem }, listener);
}

async function answer(
  options: PhoneServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://phone');
  const [, code, rest] = /^\/p\/([\w-]+)\/(.*)$/u.exec(pathname) ?? [];
  if (code === undefined || rest === undefined)
    return sendText(response, 404, 'Scan the code of the report.');
  const refusal = refuseToken(code, { ...options, now: options.now() });
  if (refusal !== undefined) return sendText(response, refusal.status, refusal.why);
  if (request.method === 'POST') return await take(options, rest, request, response);
  if (rest === 'state') return sendJson(response, options.session.steps);
  const file = options.files.get(rest);
  if (file === undefined) return sendText(response, 404, 'There is no such file.');
  if (rest === '') options.session.opened(options.now());
  send(response, 200, file.type, file.body);
}

async function take(
  { session, token, run, isUsed, keep, done, now }: PhoneServerOptions,
  rest: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (rest === 'ping') return sendText(response, 200, 'here');
  if (rest === 'steps/photo') {
    const bytes = await bodyOf(request, photoLimitBytes);
    const claimed = String(request.headers['x-golive-sha256'] ?? '');
    return sendJson(response, session.photo(bytes, claimed, now()));
  }
  const step = phoneStepIds.find((id) => rest === `steps/${id}`);
  const text = (await bodyOf(request, claimLimitBytes)).toString('utf8');
  if (step !== undefined && step !== 'photo') {
    return sendJson(response, session.claim(step, JSON.parse(text), now()));
  }
  if (rest !== 'done') return sendText(response, 404, 'There is no such step.');
  const result = session.finish(doneSchema.parse(JSON.parse(text)), now());
  // It may have been sent a second time while the first was on its way.
  const refusal = refuseToken(token.text, { run, token, now: now(), isUsed });
  if (refusal !== undefined) return sendText(response, refusal.status, refusal.why);
  keep(result);
  response.once('close', () => done(result));
  const said = result.emulatedBecause.length === 0 ? '' : ' It is noted as an emulated phone.';
  sendJson(response, { reason: `Sent. Thank you; you can close this page.${said}` });
}
