/** One thread of fingerprintObjects: it is told a source, and answers each batch of listed objects. */
import { parentPort, workerData } from 'node:worker_threads';
import { fingerprintEach } from './fingerprint-each.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { BatchAnswer, ToWorker } from './fingerprint-objects.ts';
import type { ListedObject } from './bucket.ts';
import { openSource, type ObjectSource } from './object-source.ts';

const source = await openSource(workerData as ObjectSource);

async function answer(batch: readonly ListedObject[]): Promise<BatchAnswer> {
  try {
    return { objects: await fingerprintEach(batch, (listed) => source.fingerprint(listed)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      failure: error instanceof FingerprintError ? message : `expected to read an object, got: ${message}`,
    };
  }
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.batch !== null) {
    void answer(message.batch).then((said) => parentPort?.postMessage(said));
    return;
  }
  source.close();
  parentPort?.close();
});
