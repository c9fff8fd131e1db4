import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { childModule } from '../process/child-module.ts';
import type { ListedObject } from './bucket.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import type { ObjectSource } from './object-source.ts';

/** What a thread is told: objects of a source to read, or that there are no more. */
export interface ToThread {
  readonly source: ObjectSource;
  readonly batch: readonly ListedObject[] | null;
}
/** What it answers to each. Both go as JSON text: copying objects between threads costs a tenth of a photo's hash. */
export type FromThread = { readonly objects: readonly ObjectFingerprint[] } | { readonly failure: string };

/** They wait for the next reading: a thread takes longer to start than five hundred photos to hash. */
const resting: Worker[] = [];

/**
 * Reads batches in threads of its own, each thread the next batch when it has answered one, so that none waits for a
 * slower one. @throws FingerprintError `object-unreadable`, naming the key.
 */
export async function readInThreads(
  source: ObjectSource,
  batches: AsyncIterator<readonly ListedObject[]>,
  threads: number,
): Promise<ObjectFingerprint[]> {
  const objects: ObjectFingerprint[] = [];
  const work = async () => {
    const worker = resting.pop() ?? new Worker(childModule('./object-worker', import.meta.url));
    worker.ref();
    let isSound = false;
    try {
      for (let next = await batches.next(); next.done !== true; next = await batches.next())
        objects.push(...(await answerTo(worker, { source, batch: next.value })));
      await answerTo(worker, { source, batch: null });
      isSound = true;
    } finally {
      // What rests keeps no process alive.
      if (isSound) {
        worker.unref();
        resting.push(worker);
      } else await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return objects;
}

async function answerTo(worker: Worker, message: ToThread): Promise<readonly ObjectFingerprint[]> {
  worker.postMessage(JSON.stringify(message));
  const [text] = (await once(worker, 'message')) as [string];
  const said = JSON.parse(text) as FromThread;
  if ('failure' in said) throw new FingerprintError('object-unreadable', said.failure);
  return said.objects;
}
