import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { buildConnector, Pool } from 'undici';
import type { ComponentEndpoint } from '../component.ts';
import { hostInUrl, serverNameOf } from '../url-host.ts';
import type { RequestNote } from './request-note.ts';

/** The way to the system itself, for what may leave. */
export interface Passage {
  /** Hands the request on and the answer back; never throws. */
  send(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Pick<RequestNote, 'status' | 'failure' | 'abandoned'>>;
  close(): Promise<void>;
}

export interface PassageOptions {
  readonly protocol: 'http' | 'https';
  readonly hostName: string;
  readonly endpoint: ComponentEndpoint;
  readonly plainPort: number;
  readonly caPem: string;
  readonly localAddress: string | undefined;
  readonly order: { readonly mark: { readonly name: string; readonly value: string } };
}

const answerWithinMs = 15_000;

/** Of one connection, not of what is said over it. */
const ofConnection = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'te'];

/** The certificate is held to the name and to what clients of the system trust, as without a guard. */
export function openPassage(options: PassageOptions): Passage {
  const { protocol, hostName, endpoint, plainPort, caPem, localAddress, order } = options;
  const connect = buildConnector({ ca: caPem, servername: serverNameOf(hostName), timeout: 10_000 });
  const place = { hostname: endpoint.host, port: String(protocol === 'https' ? endpoint.port : plainPort) };
  const local = localAddress === undefined ? {} : { localAddress };
  const pool = new Pool(`${protocol}://${hostInUrl(hostName)}`, {
    connections: 16,
    connect: (target, callback) => connect({ ...target, ...place, ...local }, callback),
  });
  return {
    async send(request, response) {
      const leave = new AbortController();
      response.once('close', () => leave.abort());
      const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(answerWithinMs)]);
      let status: number | null = null;
      try {
        const answer = await pool.request({
          method: request.method ?? 'GET',
          path: request.url ?? '/',
          headers: { ...passedOn(request.headers), [order.mark.name]: order.mark.value },
          body: hasBody(request) ? request : null,
          signal,
        });
        status = answer.statusCode;
        response.writeHead(status, passedOn(answer.headers));
        await pipeline(answer.body, response);
        return { status };
      } catch (error) {
        return failed(response, leave.signal.aborted && isEnded(error), status, error);
      }
    },
    close: () => pool.close(),
  };
}

/** A part of an answer is no answer: whoever asked must see that it broke off. */
function failed(
  response: ServerResponse,
  isAbandoned: boolean,
  status: number | null,
  error: unknown,
): Pick<RequestNote, 'status' | 'failure' | 'abandoned'> {
  if (isAbandoned) return { status, abandoned: true };
  const failure = error instanceof Error ? error.message : String(error);
  response.destroy();
  return { status, failure };
}

/** Whoever asked ended it, and not the system. */
function isEnded(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || Reflect.get(error, 'code') === 'ERR_STREAM_PREMATURE_CLOSE';
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function passedOn(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const named = Object.entries(headers).filter(([name]) => !ofConnection.includes(name));
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
