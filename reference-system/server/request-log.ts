import type { ServerConfig } from './config.ts';

export interface RequestRecord {
  requestId: string;
  method: string;
  /** Without the query: it may hold what somebody searched for. */
  path: string;
  status: number;
  durationMs: number;
  address: string;
  userId?: string | undefined;
}

export interface Log {
  request(record: RequestRecord): void;
  error(message: string, error: unknown, requestId?: string): void;
  info(message: string): void;
}

type Level = ServerConfig['LOG_LEVEL'];

const describe = (error: unknown): object =>
  error instanceof Error
    ? { error: error.message, stack: error.stack, ...(error.cause ? { cause: String(error.cause) } : {}) }
    : { error: String(error) };

/** One JSON line a request; no headers, bodies or queries, so no secrets. */
export const createLog = (
  level: Level,
  put: (line: string) => void = (line) => void process.stdout.write(line),
): Log => {
  const write = (of: 'info' | 'error', entry: object): void =>
    put(`${JSON.stringify({ time: new Date().toISOString(), level: of, ...entry })}\n`);
  return {
    request: (record) => {
      if (level === 'info') write('info', { event: 'request', ...record });
    },
    error: (message, error, requestId) => {
      if (level !== 'silent') write('error', { event: 'error', message, requestId, ...describe(error) });
    },
    info: (message) => {
      if (level === 'info') write('info', { event: 'message', message });
    },
  };
};
