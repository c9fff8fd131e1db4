import { Worker } from 'node:worker_threads';
import { childModule } from '../process/child-module.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import type { Listed, ObjectSource } from './object-source.ts';

/** What a thread is told: objects of a source to read, or that there are no more. */
export interface ToThread {
  readonly source: ObjectSource;
  readonly batch: readonly Listed[] | null;
}
/** What it answers to each. Both go as JSON text: copying objects between threads costs a tenth of a photo's hash. */
export type FromThread = { readonly objects: readonly ObjectFingerprint[] } | { readonly failure: string };

/** They wait for the next reading: a thread takes longer to start than five hundred photos to hash. */
const resting: HashingThread[] = [];
/** One that it reads and one that waits, so that it need not wait for the next. */
const batchesOfAThread = 2;

/** A thread that answers one batch after the other. */
class HashingThread {
  readonly #worker = new Worker(childModule('./object-worker', import.meta.url));
  readonly #asked: PromiseWithResolvers<string>[] = [];

  constructor() {
    this.#worker.on('message', (text: string) => this.#asked.shift()?.resolve(text));
    this.#worker.on('error', (error) => this.#asked.splice(0).forEach(({ reject }) => reject(error)));
  }

  /** What rests keeps no process alive. */
  rest(): void {
    this.#worker.unref();
    resting.push(this);
  }

  wake(): this {
    this.#worker.ref();
    return this;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async answerTo(message: ToThread): Promise<readonly ObjectFingerprint[]> {
    const answer = Promise.withResolvers<string>();
    this.#asked.push(answer);
    this.#worker.postMessage(JSON.stringify(message));
    const said = JSON.parse(await answer.promise) as FromThread;
    if ('failure' in said) throw new FingerprintError('object-unreadable', said.failure);
    return said.objects;
  }
}

/**
 * Reads batches in threads of its own, each thread another batch when it has answered one, so that none waits for a
 * slower one. @throws FingerprintError `object-unreadable`, naming the key.
 */
export async function readInThreads(
  source: ObjectSource,
  batches: AsyncIterator<readonly Listed[]>,
  threads: number,
): Promise<ObjectFingerprint[]> {
  const objects: ObjectFingerprint[] = [];
  const work = async () => {
    const thread = (resting.pop() ?? new HashingThread()).wake();
    const readOn = async () => {
      for (let next = await batches.next(); next.done !== true; next = await batches.next())
        objects.push(...(await thread.answerTo({ source, batch: next.value })));
    };
    try {
      await Promise.all(Array.from({ length: batchesOfAThread }, readOn));
      await thread.answerTo({ source, batch: null });
    } catch (error) {
      await thread.end();
      throw error;
    }
    thread.rest();
  };
  await Promise.all(Array.from({ length: threads }, work));
  return objects;
}
