import { keepAnswer, seenAtHeader, seenBecauseHeader } from '../offline/last-seen.ts';
import { noteFresh, noteSeen, type SeenBecause } from '../offline/connection.ts';
import { currentSession, type Session } from '../session/session.ts';
import { ApiError, apiErrorFrom } from './api-error.ts';
import { ConnectionError } from './connection-error.ts';
import { refreshSession } from './refresh.ts';

const timeoutMs = 30_000;

export interface Sending {
  method: 'POST' | 'PATCH';
  path: string;
  body?: unknown;
  /** Names the change: the server carries the same key out once, however often it arrives. */
  idempotencyKey?: string;
}

async function fetchOnce(path: string, init: RequestInit, session: Session | null): Promise<Response> {
  const headers = new Headers(init.headers);
  if (session) headers.set('authorization', `Bearer ${session.accessToken}`);
  try {
    return await fetch(path, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new ConnectionError(cause);
  }
}

/** One request with the session's token; an expired token is refreshed once. Throws on every non-2xx. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const session = currentSession();
  let answer = await fetchOnce(path, init, session);
  if (answer.status === 401 && session && !path.startsWith('/api/auth/login')) {
    const renewed = await refreshSession(session.accessToken);
    if (renewed) answer = await fetchOnce(path, init, renewed);
  }
  if (!answer.ok) throw apiErrorFrom(answer.status, await answer.text());
  return answer;
}

/**
 * GET as JSON. Tells the page's notice whether the answer is fresh or what was last seen, unless `quiet`
 * (for what is loaded ahead and not shown).
 */
export async function getJson<T>(path: string, { quiet = false } = {}): Promise<T> {
  // Until the service worker controls this page, the page keeps its own answers: those, too, that it asked for before.
  const keepsOwn = !navigator.serviceWorker?.controller;
  const answer = await request(path);
  const seenAt = answer.headers.get(seenAtHeader);
  if (seenAt && !quiet) noteSeen(path, seenAt, answer.headers.get(seenBecauseHeader) as SeenBecause);
  if (!seenAt) {
    noteFresh(path);
    if (keepsOwn) await keepAnswer(path, answer.clone());
  }
  return (await answer.json()) as T;
}

/** POST or PATCH as JSON; an empty answer is `undefined`. */
export async function sendJson<T>(sending: Sending): Promise<T> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (sending.idempotencyKey) headers.set('idempotency-key', sending.idempotencyKey);
  const answer = await request(sending.path, {
    method: sending.method,
    headers,
    body: JSON.stringify(sending.body ?? {}),
  });
  const text = await answer.text();
  // Nothing was told: whether it was carried out is as unknown as without an answer.
  if (text === '' && answer.status !== 204) throw new ConnectionError(new Error('the answer was empty'));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A file's bytes (a photo, an export). */
export async function getBlob(path: string): Promise<Blob> {
  return (await request(path)).blob();
}

/** The sentence to show a person for any failure of a request. */
export function sentenceFor(error: unknown): string {
  if (error instanceof ApiError || error instanceof ConnectionError) return error.message;
  return error instanceof Error ? `Something went wrong: ${error.message}` : 'Something went wrong.';
}
