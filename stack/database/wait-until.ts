import { setTimeout as pause } from 'node:timers/promises';
import { StackError } from '../stack-error.ts';

/** One look at what is being waited for: `done`, or what was seen instead. */
export type Look = { readonly done: true } | { readonly done: false; readonly seen: string };

export interface Wait {
  /** Ends the sentence "waited for …". */
  readonly what: string;
  readonly limitMs: number;
  readonly everyMs?: number;
  readonly look: () => Promise<Look>;
}

/**
 * Looks again and again until the look says done. Throws StackError `not-ready`, with what was waited for, the
 * limit and the last thing seen. An error thrown by the look itself ends the waiting at once.
 */
export async function waitUntil(wait: Wait): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const look = await wait.look();
    if (look.done) return;
    if (performance.now() - startedAt >= wait.limitMs) {
      throw new StackError(
        'not-ready',
        `waited ${wait.limitMs} ms for ${wait.what}; the last thing seen was: ${look.seen}`,
      );
    }
    await pause(wait.everyMs ?? 50);
  }
}
