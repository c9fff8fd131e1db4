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

const write = (level: 'info' | 'error', entry: object): void => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...entry })}\n`);
};

const describe = (error: unknown): object =>
  error instanceof Error
    ? { error: error.message, stack: error.stack, ...(error.cause ? { cause: String(error.cause) } : {}) }
    : { error: String(error) };

/** One JSON line a request; no headers, bodies or queries, so no secrets. */
export const createLog = (level: Level): Log => ({
  request: (record) => {
    if (level === 'info') write('info', { event: 'request', ...record });
  },
  error: (message, error, requestId) => {
    if (level !== 'silent') write('error', { event: 'error', message, requestId, ...describe(error) });
  },
  info: (message) => {
    if (level === 'info') write('info', { event: 'message', message });
  },
});
