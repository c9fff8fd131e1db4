import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { CommonParts } from './common-parts.ts';
import type { FeedLine, LoadPlan, WrittenLine } from './plan.ts';

const CHUNK_BYTES = 16 * 1024;

/** Reads the plan that plan-files.ts wrote and checked. An engine's process is small: it loads no zod. */
export function readWrittenPlan(folder: string): LoadPlan {
  return JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as LoadPlan;
}

/** One part of a feed, line after line, so that an hour's feed takes no more memory than a minute's. */
export class FeedReader {
  readonly #file: number;
  readonly #part: number;
  readonly #common: CommonParts;
  readonly #chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  #lines: string[] = [];
  #at = 0;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(folder: string, part: number) {
    this.#file = openSync(join(folder, 'feed.jsonl'), 'r');
    this.#part = part;
    this.#common = new CommonParts(readWrittenPlan(folder));
  }

  /** The next line of the part; undefined after the last. */
  next(): FeedLine | undefined {
    for (;;) {
      const text = this.#nextText();
      if (text === undefined) return undefined;
      const line = JSON.parse(text) as WrittenLine;
      if (line.part === this.#part) return this.#common.whole(line);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #nextText(): string | undefined {
    while (this.#at >= this.#lines.length) {
      if (this.#ended) return undefined;
      this.#fill();
    }
    return this.#lines[this.#at++];
  }

  #fill(): void {
    const read = readSync(this.#file, this.#chunk, 0, CHUNK_BYTES, null);
    this.#ended = read === 0;
    const bytes = Buffer.concat([this.#rest, this.#chunk.subarray(0, read)]);
    const end = this.#ended ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
    this.#lines = bytes
      .toString('utf8', 0, end)
      .split('\n')
      .filter((line) => line !== '');
    this.#at = 0;
    this.#rest = Buffer.from(bytes.subarray(end));
  }
}
