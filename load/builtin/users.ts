import type { FeedReader } from '../feed-reader.ts';
import type { FeedLine } from '../plan.ts';
import type { Pace, Send } from './pace.ts';

/**
 * The closed model: each user thinks, sends, waits for the answer and thinks again. What the users would do
 * next is read ahead of them only as far as one of them needs.
 */
export class Users implements Pace {
  readonly #feed: FeedReader;
  readonly #lines: FeedLine[][];
  readonly #timers = new Set<NodeJS.Timeout>();
  #isRead = false;
  #isSending = false;
  /** Users who have not come to the end of what they do. */
  #active: number;
  #send: Send = () => undefined;
  #elapsedMs: () => number = () => 0;

  constructor(feed: FeedReader, users: number) {
    this.#feed = feed;
    this.#lines = Array.from({ length: users }, () => []);
    this.#active = users;
  }

  get isDone(): boolean {
    return this.#active === 0;
  }

  start(send: Send, elapsedMs: () => number): void {
    this.#send = send;
    this.#elapsedMs = elapsedMs;
    const untilStartMs = Math.max(0, -elapsedMs());
    for (const user of this.#lines.keys()) this.#think(user, untilStartMs);
  }

  ended(line: FeedLine): void {
    this.#think(line.user, 0);
  }

  stop(): void {
    this.#active = 0;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #think(user: number, extraMs: number): void {
    if (this.#active === 0) return;
    const line = this.#nextOf(user);
    if (line === undefined) {
      this.#active--;
      return;
    }
    const thinkMs = (line.thinkMs ?? 0) + extraMs;
    if (thinkMs <= 0 && !this.#isSending) return this.#go(line);
    if (thinkMs <= 0) {
      // A request that ended while it was being sent: the next one would send itself, and so on.
      setImmediate(() => this.#go(line));
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#go(line);
    }, thinkMs);
    this.#timers.add(timer);
  }

  #go(line: FeedLine): void {
    if (this.#active === 0) return;
    this.#isSending = true;
    this.#send(line, this.#elapsedMs());
    this.#isSending = false;
  }

  #nextOf(user: number): FeedLine | undefined {
    const own = this.#lines[user] ?? [];
    while (own.length === 0 && !this.#isRead) {
      const line = this.#feed.next();
      if (line === undefined) this.#isRead = true;
      else this.#lines[line.user]?.push(line);
    }
    return own.shift();
  }
}
