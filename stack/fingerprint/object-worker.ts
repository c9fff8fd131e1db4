/** One thread of readInThreads: it answers each batch of listed objects of a source. */
import { parentPort } from 'node:worker_threads';
import { fingerprintEach } from './fingerprint-each.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { FromThread, ToThread } from './hashing-threads.ts';
import { openSource, type OpenedSource } from './object-source.ts';

let opened: OpenedSource | undefined;

async function answer({ source, batch }: ToThread): Promise<FromThread> {
  try {
    if (batch === null) {
      opened?.close();
      opened = undefined;
      return { objects: [] };
    }
    const reader = (opened ??= await openSource(source));
    return { objects: await fingerprintEach(batch, (listed) => reader.fingerprint(listed)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      failure: error instanceof FingerprintError ? message : `expected to read an object, got: ${message}`,
    };
  }
}

// It is told of the next batch while it reads one.
let answering: Promise<void> = Promise.resolve();
parentPort?.on('message', (text: string) => {
  answering = answering.then(async () =>
    parentPort?.postMessage(JSON.stringify(await answer(JSON.parse(text) as ToThread))),
  );
});
