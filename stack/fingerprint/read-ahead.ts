import { Worker } from 'node:worker_threads';
import { childModule } from '../process/child-module.ts';
import { FileHash, type FileFingerprint } from './hash-file.ts';
import { PieceRing } from './piece-ring.ts';

/**
 * Hashes files that another thread reads ahead of it: a core that only hashes is faster by what reading takes. For
 * machines with more cores than hash.
 */
export class ReadAhead {
  readonly #ring = new PieceRing();
  readonly #reader = new Worker(childModule('./reader-thread', import.meta.url), {
    workerData: this.#ring.memory,
  });

  constructor() {
    this.#reader.unref();
  }

  /** In the order of the paths. @throws Error the file system's own words */
  *hash(paths: readonly string[]): Generator<FileFingerprint> {
    this.#reader.postMessage(paths);
    for (const path of paths) yield this.#hashOne(path);
  }

  /** Nothing of a batch may be left. */
  end(): void {
    void this.#reader.terminate();
  }

  #hashOne(path: string): FileFingerprint {
    const hash = new FileHash();
    for (;;) {
      const { bytes, kind } = this.#ring.next();
      if (kind === 'failed') throw new Error(`${path}: ${bytes.toString('utf8')}`);
      hash.add(bytes, kind === 'last');
      const found = kind === 'last' ? hash.end() : undefined;
      this.#ring.giveBack();
      if (found !== undefined) return found;
    }
  }
}
