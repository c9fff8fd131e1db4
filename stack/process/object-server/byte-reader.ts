import { S3Error } from './s3-error.ts';

const longestLine = 16 * 1024;

/** Reads lines and counted bytes from a body that arrives in pieces of any size. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Buffer>) {
    this.#pieces = body[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF. */
  async line(): Promise<string> {
    let end = this.#rest.indexOf('\r\n');
    while (end < 0) {
      if (this.#rest.length > longestLine) throw incomplete('a line of at most 16 KiB');
      if (!(await this.#more())) throw incomplete('the end of a line');
      end = this.#rest.indexOf('\r\n');
    }
    const line = this.#rest.subarray(0, end).toString('latin1');
    this.#rest = this.#rest.subarray(end + 2);
    return line;
  }

  /** Exactly `count` bytes, in the pieces in which they arrive. */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    let missing = count;
    while (missing > 0) {
      if (this.#rest.length === 0 && !(await this.#more())) throw incomplete(`${missing} more bytes`);
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done === true) return false;
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }
}

function incomplete(expected: string): S3Error {
  return new S3Error('IncompleteBody', `expected ${expected}, got the end of the body`);
}
