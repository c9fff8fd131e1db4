import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { readSampleLine, type SaidSample } from './sample-line.ts';

const CHUNK_BYTES = 256 * 1024;

/** Reads what k6 says of its requests, while it says it. */
export class ConsoleReader {
  readonly #path: string;
  #file: number | undefined;
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** What has been said since the last time. */
  read(): SaidSample[] {
    if (this.#file === undefined && existsSync(this.#path)) this.#file = openSync(this.#path, 'r');
    if (this.#file === undefined) return [];
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const said: SaidSample[] = [];
    for (;;) {
      const read = readSync(this.#file, chunk, 0, CHUNK_BYTES, null);
      if (read === 0) return said;
      // A character may be cut here; ours are ASCII, but for what a wrong answer said.
      const lines = (this.#rest + chunk.toString('utf8', 0, read)).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) {
        const sample = readSampleLine(line);
        if (sample !== undefined) said.push(sample);
      }
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}
