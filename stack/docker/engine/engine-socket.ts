import { request } from 'node:http';
import { environment } from '../../environment.ts';
import { StackError } from '../../stack-error.ts';

const scheme = 'unix://';
const defaultSocket = '/var/run/docker.sock';

/**
 * The socket of the engine on this machine: Golive reaches containers by their own addresses, which an engine
 * elsewhere cannot give. @throws StackError `unsupported` where DOCKER_HOST names another kind of address.
 */
export function engineSocket(): string {
  const host = environment.dockerHost;
  if (host === undefined) return defaultSocket;
  if (host.startsWith(scheme)) return host.slice(scheme.length);
  throw new StackError(
    'unsupported',
    `DOCKER_HOST: expected unix://<socket> of an engine on this machine, got ${host}`,
  );
}

export interface EngineAnswer {
  readonly status: number;
  readonly body: string;
}

/** One request to the engine, by Node's own means: what cleans up after a run must need no library. */
export function askEngine(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { socket = engineSocket(), limitMs = 10_000 } = {},
): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(limitMs);
    const asked = request({ socketPath: socket, method, path, agent: false, signal }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.once('error', (error) =>
      reject(signal.aborted ? new Error(`no answer within ${limitMs} ms`, { cause: error }) : error),
    );
    asked.end();
  });
}
