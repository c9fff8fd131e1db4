import { pieceBytes } from './hash-file.ts';

/** Pieces that lie ready: enough that neither waits for the other at every file. */
const slots = 4;
/** A reader that is silent for so long has ended. */
const silenceMs = 60_000;

/** What two threads share: the counts of pieces put and taken, what each slot holds, and the pieces. */
export class PieceRing {
  readonly memory: SharedArrayBuffer;
  readonly #counts: Int32Array;
  readonly #pieces: readonly Buffer[];

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(4 * (2 + 2 * slots) + slots * pieceBytes)) {
    this.memory = memory;
    this.#counts = new Int32Array(memory, 0, 2 + 2 * slots);
    const from = this.#counts.byteLength;
    this.#pieces = Array.from({ length: slots }, (_, slot) =>
      Buffer.from(memory, from + slot * pieceBytes, pieceBytes),
    );
  }

  /** The buffer to fill next; waits while all are full. */
  free(): Buffer {
    const put = Atomics.load(this.#counts, 0);
    for (;;) {
      const taken = Atomics.load(this.#counts, 1);
      if (put - taken < slots) return this.#piece(put);
      Atomics.wait(this.#counts, 1, taken);
    }
  }

  /** What was filled: so many bytes, and what they are. */
  put(byteCount: number, kind: PieceKind): void {
    const put = Atomics.load(this.#counts, 0);
    const at = 2 + 2 * (put % slots);
    this.#counts[at] = byteCount;
    this.#counts[at + 1] = kinds.indexOf(kind);
    Atomics.store(this.#counts, 0, put + 1);
    Atomics.notify(this.#counts, 0);
  }

  /** The next piece, until it is given back. @throws Error when none comes */
  next(): { bytes: Buffer; kind: PieceKind } {
    const taken = Atomics.load(this.#counts, 1);
    if (Atomics.load(this.#counts, 0) === taken) {
      const ended = Atomics.wait(this.#counts, 0, taken, silenceMs);
      if (ended === 'timed-out') throw new Error(`expected a piece of a file within ${silenceMs / 1000} s`);
    }
    const at = 2 + 2 * (taken % slots);
    const bytes = this.#piece(taken).subarray(0, this.#counts[at]);
    return { bytes, kind: kinds[this.#counts[at + 1] ?? 0] ?? 'failed' };
  }

  giveBack(): void {
    Atomics.add(this.#counts, 1, 1);
    Atomics.notify(this.#counts, 1);
  }

  #piece(count: number): Buffer {
    return this.#pieces[count % slots] ?? Buffer.alloc(0);
  }
}

/** A piece that another follows, the last of a file, or the words of an error in place of one. */
type PieceKind = 'more' | 'last' | 'failed';
const kinds: readonly PieceKind[] = ['more', 'last', 'failed'];
