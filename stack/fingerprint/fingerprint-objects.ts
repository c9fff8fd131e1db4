import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { childModule } from '../process/child-module.ts';
import type { ListedObject } from './bucket.ts';
import { fingerprintEach } from './fingerprint-each.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import { openSource, type ObjectSource } from './object-source.ts';

/** What a thread is told: objects to read, or that there are no more. */
export interface ToWorker {
  readonly batch: readonly ListedObject[] | null;
}
/** What it answers to each batch. */
export type BatchAnswer = { readonly objects: readonly ObjectFingerprint[] } | { readonly failure: string };

const batchSize = 32;
/** Below it a thread takes longer to start than it saves. */
const worthAThreadBytes = 128 * 1024 * 1024;

/**
 * Reads every object to its end and hashes it, in threads of its own where there is much to read. Sorted by key. What
 * stays in memory is a few hundred bytes an object. @throws FingerprintError `object-unreadable`, naming the key.
 */
export async function fingerprintObjects(
  source: ObjectSource,
  options: { readonly workers?: number } = {},
): Promise<ObjectFingerprint[]> {
  const opened = await openSource(source);
  try {
    const listed = await Array.fromAsync(opened.list());
    const bytes = listed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const wanted = options.workers ?? (bytes < worthAThreadBytes ? 0 : Math.min(4, availableParallelism()));
    const objects =
      wanted === 0
        ? await fingerprintEach(listed, (one) => opened.fingerprint(one))
        : await inWorkers(source, listed, wanted);
    return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
  } catch (cause) {
    if (cause instanceof FingerprintError) throw cause;
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new FingerprintError('object-unreadable', `expected to read every object, got: ${got}`, { cause });
  } finally {
    opened.close();
  }
}

/** Each thread asks for the next batch when it has answered one, so that none waits for a slower one. */
async function inWorkers(
  source: ObjectSource,
  listed: readonly ListedObject[],
  wanted: number,
): Promise<ObjectFingerprint[]> {
  const objects: ObjectFingerprint[] = [];
  let at = 0;
  const nextBatch = (): readonly ListedObject[] | null => {
    const batch = listed.slice(at, (at += batchSize));
    return batch.length === 0 ? null : batch;
  };
  const work = async () => {
    const worker = new Worker(childModule('./object-worker', import.meta.url), { workerData: source });
    try {
      for (let batch = nextBatch(); batch !== null; batch = nextBatch()) {
        worker.postMessage({ batch } satisfies ToWorker);
        const [said] = (await once(worker, 'message')) as [BatchAnswer];
        if ('failure' in said) throw new FingerprintError('object-unreadable', said.failure);
        objects.push(...said.objects);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: wanted }, work));
  return objects;
}
