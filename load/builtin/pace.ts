import type { FeedLine } from '../plan.ts';

/** Sends a request now; `intendedMs` is when it was meant to go out, by the part's clock. */
export type Send = (line: FeedLine, intendedMs: number) => void;

/** What decides when the next request goes out: a rate of arrivals, or people who wait and think. */
export interface Pace {
  /** Whether nothing more will be sent. */
  readonly isDone: boolean;
  /** Sends from now on; `elapsedMs` is the part's clock, below zero until it starts. */
  start(send: Send, elapsedMs: () => number): void;
  /** A request that was sent has ended. */
  ended(line: FeedLine): void;
  stop(): void;
}
