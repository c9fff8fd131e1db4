import type { LoginAnswer } from './types.ts';
import { currentSession, saveSession, type Session } from '../session/session.ts';
import { ConnectionError } from './connection-error.ts';

let inFlight: Promise<Session | null> | undefined;

/**
 * Exchanges the refresh token for a new pair; one exchange at a time over all tabs, because the server
 * takes a refresh token twice for a theft. Null when the session is over (the person must log in again).
 */
export function refreshSession(refusedToken: string): Promise<Session | null> {
  inFlight ??= withLock(() => exchange(refusedToken)).finally(() => (inFlight = undefined));
  return inFlight;
}

function withLock<T>(task: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('fieldbook-refresh', task) : task();
}

async function exchange(refusedToken: string): Promise<Session | null> {
  const session = currentSession();
  if (!session || session.accessToken !== refusedToken) return session;
  let answer: Response;
  try {
    answer = await fetch('/api/auth/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: session.refreshToken }),
    });
  } catch (cause) {
    throw new ConnectionError(cause);
  }
  if (answer.status === 401 || answer.status === 403) {
    saveSession(null);
    return null;
  }
  if (!answer.ok) throw new ConnectionError(new Error(`refresh answered ${answer.status}`));
  const pair = (await answer.json()) as Partial<LoginAnswer>;
  const renewed: Session = {
    ...session,
    accessToken: pair.accessToken ?? '',
    refreshToken: pair.refreshToken ?? '',
  };
  saveSession(renewed);
  return renewed;
}
