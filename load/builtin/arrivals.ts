import type { FeedReader } from '../feed-reader.ts';
import type { FeedLine } from '../plan.ts';
import type { Pace, Send } from './pace.ts';

/** The clocks of this process agree to within this. */
const CLOCK_MS = 0.02;
/** A wait as short as this no timer ends in time. */
const LAST_MS = 1.2;
/** What waiting awake may take of the time. */
const AWAKE_SHARE = 0.1;

/**
 * The open model: a request goes out when its time has come, whatever became of the earlier ones. Times are
 * taken to the whole millisecond before the run, for a timer that is set for a part of one fires a whole one
 * late; that changes no rate, and no answer has a say in it. The loop sleeps for whole milliseconds from
 * whenever the last answer came, and so wakes up to one late: where there is time for it, the last one before
 * an arrival is waited awake, answers being read meanwhile.
 */
export class Arrivals implements Pace {
  readonly #feed: Pick<FeedReader, 'next'>;
  readonly #starts: Float64Array;
  #line: FeedLine | undefined;
  #next = 0;
  #tick: NodeJS.Timeout | undefined;
  #awakeMs = 0;

  constructor(feed: Pick<FeedReader, 'next'>, starts: Float64Array) {
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
      if (this.#line !== undefined) this.#wait(dueMs, elapsedMs, sendDue);
    };
    sendDue();
  }

  #wait(dueMs: number, elapsedMs: () => number, sendDue: () => void): void {
    const now = elapsedMs();
    const leftMs = dueMs - now;
    if (this.#awakeMs > AWAKE_SHARE * Math.max(0, now)) this.#tick = setTimeout(sendDue, Math.ceil(leftMs));
    else if (leftMs <= LAST_MS) this.#waitAwake(dueMs, elapsedMs, sendDue);
    else {
      const again = () => this.#wait(dueMs, elapsedMs, sendDue);
      this.#tick = setTimeout(again, Math.max(1, Math.ceil(leftMs) - 1));
    }
  }

  #waitAwake(dueMs: number, elapsedMs: () => number, sendDue: () => void): void {
    const from = elapsedMs();
    const look = () => {
      if (this.#line === undefined) return;
      const now = elapsedMs();
      if (now + CLOCK_MS < dueMs) return void setImmediate(look);
      this.#awakeMs += now - from;
      sendDue();
    };
    look();
  }

  ended(): void {
    // Nobody waits for an answer here.
  }

  stop(): void {
    clearTimeout(this.#tick);
    this.#line = undefined;
  }
}
