import type { Person } from '../api/types.ts';
import { createStore } from '../parts/store.ts';

/** What a signed-in person carries. Kept in localStorage so that an installed app opens signed in. */
export interface Session {
  accessToken: string;
  refreshToken: string;
  user: Person;
  mustChangePassword: boolean;
}

const storageKey = 'fieldbook.session';

function read(): Session | null {
  const text = localStorage.getItem(storageKey);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Session;
  } catch {
    return null;
  }
}

export const sessionStore = createStore<Session | null>(read());

/** The newest session, also when another tab refreshed it. */
export function currentSession(): Session | null {
  const stored = read();
  if (stored?.accessToken !== sessionStore.get()?.accessToken) sessionStore.set(stored);
  return stored;
}

export function saveSession(session: Session | null): void {
  if (session === null) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, JSON.stringify(session));
  sessionStore.set(session);
}

addEventListener('storage', (event) => {
  if (event.key === storageKey) sessionStore.set(read());
});
