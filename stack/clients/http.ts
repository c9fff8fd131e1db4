import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { buildConnector, Pool } from 'undici';
import type { Access, StackFacts } from '../facts.ts';
import { Ledger } from '../ledger/ledger.ts';
import { StackError } from '../stack-error.ts';
import { hostInUrl, serverNameOf } from '../url-host.ts';
import { sourceAddressFor } from './source-address.ts';

export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
  /** Until the last byte of the answer. Default 30,000. */
  readonly timeoutMs?: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; of a header that came more than once (set-cookie), all values. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** One header's value, several joined by a comma; empty where it is not there. */
  header(name: string): string;
  /** As they came, before content-encoding was undone. */
  readonly bytes: Uint8Array;
  /** UTF-8, with gzip, br and deflate undone. */
  readonly text: string;
  /** @throws SyntaxError when the text is no JSON. */
  json(): unknown;
  /** From the request to the last byte, connecting included. */
  readonly durationMs: number;
}

/** A client of the front door under the production host name. Redirects are handed back, never followed. */
export interface HttpClient {
  /** @throws StackError `not-ready` when no whole answer came: what was asked, the limit, and what was seen. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpOptions {
  /** Where a ledger is named, every write is noted in it before it is sent. */
  readonly facts: Pick<StackFacts, 'front' | 'hostName'> &
    Partial<Pick<StackFacts, 'run' | 'ledgerFile' | 'sourceAddresses'>>;
  readonly access: Pick<Access, 'caPem'>;
  /** An address 127.0.0.x of this client's own, as a stack on loopback sees it. */
  readonly sourceAddress?: string;
  /** Plain HTTP, at the port that is there to redirect. */
  readonly plain?: boolean;
}

const defaultTimeoutMs = 30_000;

export function openHttp(options: HttpOptions): HttpClient {
  const { front, hostName } = options.facts;
  const port = options.plain === true ? front.httpPort : front.httpsPort;
  const connect = buildConnector({
    ca: options.access.caPem,
    servername: serverNameOf(hostName),
    timeout: 10_000,
  });
  const origin = `${options.plain === true ? 'http' : 'https'}://${hostInUrl(hostName)}`;
  const localAddress = sourceAddressFor(options.facts, options.sourceAddress);
  const ledger = ledgerOf(options.facts);
  const pool = new Pool(origin, {
    connections: 16,
    connect: (target, callback) =>
      connect(
        {
          ...target,
          hostname: front.host,
          port: String(port),
          ...(localAddress === undefined ? {} : { localAddress }),
        },
        callback,
      ),
  });
  return {
    request: (request) => noted(ledger, request, () => send(pool, origin, request)),
    close: () => pool.close(),
  };
}

function ledgerOf({ ledgerFile, run }: HttpOptions['facts']): Ledger | undefined {
  return ledgerFile === undefined || run === undefined ? undefined : new Ledger(ledgerFile, run);
}

async function noted(
  ledger: Ledger | undefined,
  { method, path, body }: HttpRequest,
  act: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const id = ledger?.sending(method, path, typeof body === 'string' ? body : undefined);
  const answer = await act();
  if (id !== undefined) ledger?.answered(id, answer);
  return answer;
}

async function send(pool: Pool, origin: string, request: HttpRequest): Promise<HttpAnswer> {
  const { method, path, timeoutMs = defaultTimeoutMs } = request;
  const { body, headers } = await encoded(request);
  const startedAt = performance.now();
  try {
    const answer = await pool.request({
      method,
      path,
      headers,
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const bytes = new Uint8Array(await answer.body.arrayBuffer());
    const durationMs = performance.now() - startedAt;
    return answered(answer.statusCode, answer.headers, bytes, durationMs);
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw new StackError(
      'not-ready',
      `${method} ${origin}${path}: expected an answer within ${timeoutMs} ms, got: ${seen}`,
      { cause },
    );
  }
}

/** A form is written out, so that its length is known and its boundary is said. */
async function encoded({ body, headers = {} }: HttpRequest): Promise<{
  readonly body: string | Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
}> {
  if (!(body instanceof FormData)) return { body: body ?? null, headers };
  const form = new Response(body);
  const type = form.headers.get('content-type') ?? 'multipart/form-data';
  return { body: new Uint8Array(await form.arrayBuffer()), headers: { ...headers, 'content-type': type } };
}

function answered(
  status: number,
  headers: HttpAnswer['headers'],
  bytes: Uint8Array,
  durationMs: number,
): HttpAnswer {
  let decoded: string | undefined;
  const readText = (): string => (decoded ??= decode(bytes, headers['content-encoding']).toString('utf8'));
  return {
    status,
    headers,
    header: (name) => [headers[name.toLowerCase()] ?? []].flat().join(', '),
    bytes,
    get text() {
      return readText();
    },
    json: () => JSON.parse(readText()) as unknown,
    durationMs,
  };
}

function decode(bytes: Uint8Array, encoding: string | readonly string[] | undefined): Buffer {
  if (bytes.length === 0) return Buffer.alloc(0);
  if (encoding === 'gzip') return gunzipSync(bytes);
  if (encoding === 'br') return brotliDecompressSync(bytes);
  if (encoding === 'deflate') return inflateSync(bytes);
  return Buffer.from(bytes);
}
