import type { IncomingMessage } from 'node:http';
import type pg from 'pg';
import type { z } from 'zod';
import type { RouteId } from './route-table.ts';
import type { ServerConfig } from './config.ts';
import type { Database } from './database.ts';
import type { Role } from './contract.ts';
import { ApiError, invalid } from './errors.ts';
import type { ObjectStore } from './object-store.ts';

/** The person behind the access token, read from the session's row for this very request. */
export interface Caller {
  id: string;
  sessionId: string;
  email: string;
  name: string;
  role: Role;
  mustChangePassword: boolean;
}

export interface Services {
  config: ServerConfig;
  pool: pg.Pool;
  objects: ObjectStore;
  startedAt: number;
}

/** One request as a handler sees it. */
export interface Call extends Services {
  routeId: RouteId;
  /** The pool for reads, the request's own transaction for writes. */
  db: Database;
  /** Null on public routes only. */
  caller: Caller | null;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The parsed JSON body, not yet checked. */
  body: unknown;
  clientAddress: string;
  incoming: IncomingMessage;
}

export interface Reply {
  status: number;
  json?: unknown;
  /** A body that is not JSON, with its content type. */
  content?: { type: string; body: Uint8Array | ReadableStream; bytes?: number; disposition?: string };
  headers?: Record<string, string>;
}

export type Handler = (call: Call) => Promise<Reply>;
export type Handlers<Id extends RouteId> = Record<Id, Handler>;

export const ok = (json: unknown): Reply => ({ status: 200, json });
export const created = (json: unknown): Reply => ({ status: 201, json });
export const noContent = (): Reply => ({ status: 204 });

export const callerOf = (call: Call): Caller => {
  if (!call.caller) throw new ApiError(401, 'unauthenticated', 'Please log in');
  return call.caller;
};

const firstIssue = (error: z.ZodError): ApiError => {
  const issue = error.issues[0];
  return invalid(issue?.path.join('.') || 'body', issue?.message ?? 'The request is not valid');
};

/** The body as the schema says, or a 400 that names the field. */
export const bodyOf = <T>(call: Call, schema: z.ZodType<T>): T => {
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) throw firstIssue(parsed.error);
  return parsed.data;
};

/** One query parameter as the schema says; undefined when it was left out or empty. */
export const queryOf = <T>(call: Call, name: string, schema: z.ZodType<T>): T | undefined => {
  const raw = call.query.get(name);
  if (raw === null || raw === '') return undefined;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw invalid(name, parsed.error.issues[0]?.message ?? 'The value is not valid');
  return parsed.data;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id in the path; anything that is no UUID cannot exist, so it is a 404. */
export const idOf = (call: Call, what: string): string => {
  const id = call.params['id'] ?? '';
  if (!uuid.test(id)) throw new ApiError(404, 'not_found', `There is no such ${what}`);
  return id.toLowerCase();
};
