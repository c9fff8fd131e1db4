import { readHead, type ResponseHead } from './response-head.ts';

/** What of an answer matters to a load driver. */
export interface ParsedAnswer {
  status: number;
  contentType: string;
  contentEncoding: string;
  /** Empty where nobody looks at it. */
  body: Buffer;
  /** Bytes of the body, kept or not. */
  bytes: number;
  /** Whether the connection may carry another request. */
  reusable: boolean;
  /** For how long the server says that it keeps an idle connection, s. */
  keepAliveS: number | undefined;
}

/** Answers beyond this are counted but not kept: their body check fails, the driver lives. */
const KEPT_BYTES = 8 * 1024 * 1024;
const MOST_HEAD_BYTES = 64 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
const EMPTY: Buffer = Buffer.alloc(0);

type Body = 'none' | 'length' | 'chunked' | 'until-close';

/**
 * Reads HTTP/1.1 answers off a socket, one at a time.
 * @throws Error where the bytes are no answer
 */
export class ResponseParser {
  #pending = EMPTY;
  #answer: ParsedAnswer | undefined;
  #kind: Body = 'none';
  #leftBytes = 0;
  #chunks: Buffer[] = [];
  /** How many of the chunks are copies. */
  #owned = 0;
  #keepsBody = false;

  /** Begins a new answer; its body is kept where somebody will look at it. */
  begin(keepsBody: boolean): void {
    this.#pending = EMPTY;
    this.#answer = undefined;
    if (this.#chunks.length > 0) this.#chunks = [];
    this.#owned = 0;
    this.#keepsBody = keepsBody;
  }

  /** The status once the head was read, and the bytes so far: for words about an answer that never ended. */
  get seen(): { status: number; bytes: number } {
    return { status: this.#answer?.status ?? 0, bytes: this.#answer?.bytes ?? 0 };
  }

  /** Takes what came, which may be overwritten afterwards; gives the answer when it is whole. */
  push(chunk: Buffer): ParsedAnswer | undefined {
    const answer = this.#read(chunk);
    if (answer === undefined) this.#own();
    return answer;
  }

  /** Makes a copy of what of the last chunk is still needed. */
  #own(): void {
    if (this.#pending.length > 0) this.#pending = Buffer.from(this.#pending);
    for (; this.#owned < this.#chunks.length; this.#owned++) {
      this.#chunks[this.#owned] = Buffer.from(this.#chunks[this.#owned] ?? EMPTY);
    }
  }

  #read(chunk: Buffer): ParsedAnswer | undefined {
    let bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#pending = EMPTY;
    while (this.#answer === undefined) {
      const end = bytes.indexOf(HEAD_END);
      if (end < 0) return this.#wait(bytes);
      this.#readHead(bytes.toString('latin1', 0, end + 2));
      bytes = bytes.subarray(end + 4);
    }
    return this.#readBody(bytes);
  }

  /** The connection ended: the answer that only its end completes, or undefined where it was cut. */
  end(): ParsedAnswer | undefined {
    return this.#answer !== undefined && this.#kind === 'until-close' ? this.#whole() : undefined;
  }

  #wait(bytes: Buffer): undefined {
    if (bytes.length > MOST_HEAD_BYTES) throw new Error(`expected an HTTP head, got ${bytes.length} bytes`);
    this.#pending = bytes;
  }

  #readHead(text: string): void {
    const head = readHead(text);
    // Early hints and 100 Continue come before the answer.
    if (head.status < 200) return;
    this.#kind = this.#kindOf(head);
    this.#answer = {
      status: head.status,
      contentType: head.contentType,
      contentEncoding: head.contentEncoding.toLowerCase(),
      body: EMPTY,
      bytes: 0,
      reusable: this.#kind !== 'until-close' && !head.isHttp10 && !/close/i.test(head.connection),
      keepAliveS: head.keepAlive === '' ? undefined : secondsOf(head.keepAlive),
    };
  }

  #kindOf({ status, transferEncoding, contentLength }: ResponseHead): Body {
    if (status === 204 || status === 304) return 'none';
    if (/chunked/i.test(transferEncoding)) return 'chunked';
    if (contentLength === '') return 'until-close';
    if (!/^\d+$/.test(contentLength))
      throw new Error(`expected a content-length, got ${contentLength.slice(0, 20)}`);
    this.#leftBytes = Number(contentLength);
    return 'length';
  }

  #readBody(bytes: Buffer): ParsedAnswer | undefined {
    if (this.#kind === 'none') return this.#whole();
    if (this.#kind === 'chunked') return this.#readChunks(bytes);
    if (this.#kind === 'until-close') return this.#keep(bytes);
    this.#leftBytes -= bytes.length;
    this.#keep(bytes);
    if (this.#leftBytes < 0) throw new Error('expected the end of the answer, got more bytes');
    return this.#leftBytes === 0 ? this.#whole() : undefined;
  }

  /** `#leftBytes` is not needed here: a chunk is read when it is there as a whole, its line end with it. */
  #readChunks(all: Buffer): ParsedAnswer | undefined {
    let bytes = all;
    for (;;) {
      const lineEnd = bytes.indexOf('\r\n');
      const size = lineEnd < 0 ? 0 : parseInt(bytes.toString('latin1', 0, lineEnd), 16);
      if (Number.isNaN(size)) throw new Error('expected the size of a chunk, got something else');
      // The last chunk ends with an empty line, after what trailers there are.
      const end = size === 0 && lineEnd >= 0 ? bytes.indexOf(HEAD_END, lineEnd) + 2 : lineEnd + 2 + size;
      if (lineEnd < 0 || end < 2 || bytes.length < end + 2) {
        this.#pending = bytes;
        return undefined;
      }
      if (size === 0) return this.#whole();
      this.#keep(bytes.subarray(lineEnd + 2, end));
      bytes = bytes.subarray(end + 2);
    }
  }

  #keep(bytes: Buffer): undefined {
    const answer = this.#answer;
    if (answer === undefined || bytes.length === 0) return;
    answer.bytes += bytes.length;
    if (this.#keepsBody && answer.bytes <= KEPT_BYTES) this.#chunks.push(bytes);
  }

  #whole(): ParsedAnswer | undefined {
    const answer = this.#answer;
    if (answer === undefined) return undefined;
    answer.body = this.#chunks.length < 2 ? (this.#chunks[0] ?? EMPTY) : Buffer.concat(this.#chunks);
    if (this.#chunks.length > 0) this.#chunks = [];
    this.#answer = undefined;
    return answer;
  }
}

function secondsOf(keepAlive: string): number | undefined {
  const seconds = /timeout=(\d+)/.exec(keepAlive)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
