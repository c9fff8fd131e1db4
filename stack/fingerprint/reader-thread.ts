/** One thread of ReadAhead: it reads the files that it is told of into the ring, and stops at the first that it cannot. */
import { parentPort, workerData } from 'node:worker_threads';
import { readPieces } from './hash-file.ts';
import { PieceRing } from './piece-ring.ts';

const ring = new PieceRing(workerData as SharedArrayBuffer);

parentPort?.on('message', (paths: readonly string[]) => {
  for (const path of paths) {
    try {
      readPieces(
        path,
        () => ring.free(),
        (bytes, isLast) => ring.put(bytes.length, isLast ? 'last' : 'more'),
      );
    } catch (error) {
      ring.put(ring.free().write(error instanceof Error ? error.message : String(error)), 'failed');
      return;
    }
  }
});
