import { createStore } from '../parts/store.ts';

export type SeenBecause = 'offline' | 'slow';
export interface LastSeen {
  /** ISO time of the oldest answer on the page. */
  seenAt: string;
  because: SeenBecause;
}

const seenByPath = new Map<string, LastSeen>();

/** Set while the page shows something that is not fresh from the server. */
export const lastSeenStore = createStore<LastSeen | null>(null);

/** Counts up each time the server can be reached again; pages load their data anew on it. */
export const reconnectedStore = createStore(0);

function publish(): void {
  const oldest = [...seenByPath.values()].sort((a, b) => a.seenAt.localeCompare(b.seenAt))[0];
  lastSeenStore.set(oldest ?? null);
}

export function noteSeen(path: string, seenAt: string, because: SeenBecause): void {
  seenByPath.set(path, { seenAt, because });
  publish();
}

export function noteFresh(path: string): void {
  if (seenByPath.delete(path)) publish();
}

/** A new page starts with nothing seen. */
export function forgetSeen(): void {
  seenByPath.clear();
  publish();
}

export function noteReconnected(): void {
  reconnectedStore.set(reconnectedStore.get() + 1);
}

const probeEveryMs = 10_000;

/** While the page shows what was last seen, asks now and then whether the server is there again. */
export function watchConnection(): void {
  addEventListener('online', noteReconnected);
  setInterval(() => {
    if (lastSeenStore.get() && document.visibilityState === 'visible') void probe();
  }, probeEveryMs);
}

async function probe(): Promise<void> {
  try {
    const answer = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    if (answer.ok) noteReconnected();
  } catch {
    // Still unreachable; the notice stays.
  }
}
