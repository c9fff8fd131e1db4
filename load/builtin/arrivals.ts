import type { FeedReader } from '../feed-reader.ts';
import type { FeedLine } from '../plan.ts';
import type { Pace, Send } from './pace.ts';

/** The clocks of this process agree to within this. */
const CLOCK_MS = 0.02;

/**
 * The open model: a request goes out when its time has come, whatever became of the earlier ones. Times are
 * taken to the whole millisecond before the run, for a timer that is set for a part of one fires a whole one
 * late; that changes no rate, and no answer has a say in it.
 */
export class Arrivals implements Pace {
  readonly #feed: FeedReader;
  readonly #starts: Float64Array;
  #line: FeedLine | undefined;
  #next = 0;
  #tick: NodeJS.Timeout | undefined;

  constructor(feed: FeedReader, starts: Float64Array) {
    this.#feed = feed;
    this.#starts = starts.map(Math.round);
    this.#line = feed.next();
  }

  get isDone(): boolean {
    return this.#line === undefined;
  }

  start(send: Send, elapsedMs: () => number): void {
    const sendDue = () => {
      const now = elapsedMs() + CLOCK_MS;
      let dueMs = this.#starts[this.#next] ?? Infinity;
      while (this.#line !== undefined && dueMs <= now) {
        const line = this.#line;
        this.#line = this.#next + 1 < this.#starts.length ? this.#feed.next() : undefined;
        dueMs = this.#starts[++this.#next] ?? Infinity;
        send(line, this.#starts[this.#next - 1] ?? 0);
      }
      if (this.#line !== undefined) this.#tick = setTimeout(sendDue, Math.ceil(dueMs - elapsedMs()));
    };
    sendDue();
  }

  ended(): void {
    // Nobody waits for an answer here.
  }

  stop(): void {
    clearTimeout(this.#tick);
    this.#line = undefined;
  }
}
