import type { Socket } from 'node:net';
import type { Exchange } from './exchange.ts';
import { ResponseParser, type ParsedAnswer } from './response-parser.ts';

/** Where a server does not say how long it keeps an idle connection: as undici has it. */
const ASSUMED_KEEP_ALIVE_S = 4;
/** Given up this long before the server would: a request must not meet a connection that is being closed. */
const MARGIN_MS = 1000;

/** One connection: carries one request at a time, and says when it is free again. */
export class Wire {
  readonly #socket: Socket;
  readonly #parser = new ResponseParser();
  readonly #onFree: (wire: Wire) => void;
  readonly #onGone: (wire: Wire) => void;
  #exchange: Exchange | undefined;
  #goodUntil = Infinity;
  #isGone = false;

  /** `open` makes the socket and hands it what comes: bytes that hold only until the callback returns. */
  constructor(
    open: (receive: (chunk: Buffer) => void) => Socket,
    onFree: (wire: Wire) => void,
    onGone: (wire: Wire) => void,
  ) {
    const socket = open((chunk) => this.#receive(chunk));
    this.#socket = socket;
    this.#onFree = onFree;
    this.#onGone = onGone;
    socket.setNoDelay(true);
    socket.on('error', (error) => this.#lose(error));
    socket.on('close', () => this.#close());
  }

  /** Whether an idle connection may be written to: not one that the server is about to close. */
  get isFresh(): boolean {
    return !this.#isGone && this.#socket.writable && performance.now() < this.#goodUntil;
  }

  get seen(): { status: number; bytes: number } {
    return this.#parser.seen;
  }

  send(exchange: Exchange, head: string, body: string | Buffer): void {
    this.#exchange = exchange;
    exchange.carriedBy(this);
    this.#parser.begin(exchange.line.expected.pointers.length > 0);
    if (body === '') {
      this.#socket.write(head, 'latin1');
      return;
    }
    if (typeof body === 'string') {
      this.#socket.write(head + body, 'utf8');
      return;
    }
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    this.#socket.write(body);
    this.#socket.uncork();
  }

  /** Closes it at once, whatever is under way; nobody is told of an answer any more. */
  abandon(): void {
    this.#exchange = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.#exchange === undefined) return this.abandon();
    let answer: ParsedAnswer | undefined;
    try {
      answer = this.#parser.push(chunk);
    } catch (error) {
      this.#lose(error instanceof Error ? error : new Error(String(error)));
      this.#socket.destroy();
      return;
    }
    if (answer !== undefined) this.#answer(answer);
  }

  #answer(answer: ParsedAnswer): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    const keptMs = (answer.keepAliveS ?? ASSUMED_KEEP_ALIVE_S) * 1000 - MARGIN_MS;
    this.#goodUntil = performance.now() + Math.max(0, keptMs);
    // Free before the exchange ends: the next request of its user may take this very connection.
    if (answer.reusable) this.#onFree(this);
    else this.#socket.destroy();
    exchange?.answered(answer);
  }

  #lose(error: Error): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    exchange?.lost(error);
  }

  #close(): void {
    this.#isGone = true;
    const answer = this.#exchange === undefined ? undefined : this.#parser.end();
    if (answer !== undefined) this.#answer(answer);
    this.#lose(new Error('the connection was closed before the answer was whole'));
    this.#onGone(this);
  }
}
