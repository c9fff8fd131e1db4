import { availableParallelism } from 'node:os';
import { fingerprintEach } from './fingerprint-each.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { ObjectFingerprint } from './fingerprint.ts';
import { readInThreads } from './hashing-threads.ts';
import { openSource, type Listed, type ObjectSource, type OpenedSource } from './object-source.ts';

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
    const listing = opened.list()[Symbol.asyncIterator]();
    const first = await worthAThread(opened, listing, options.workers);
    const workers = options.workers ?? Math.min(4, availableParallelism());
    const objects = first.isAll
      ? await fingerprintEach(first.listed, (one) => opened.fingerprint(one))
      : await readInThreads(source, inBatches(first.listed, listing), workers);
    return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
  } catch (cause) {
    if (cause instanceof FingerprintError) throw cause;
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new FingerprintError('object-unreadable', `expected to read every object, got: ${got}`, { cause });
  } finally {
    opened.close();
  }
}

/** Lists until there is enough for threads, which then read while the rest is listed; or all of it. */
async function worthAThread(
  opened: Pick<OpenedSource, 'sizeOf'>,
  listing: AsyncIterator<Listed>,
  workers: number | undefined,
) {
  const listed: Listed[] = [];
  if (workers !== undefined && workers > 0) return { listed, isAll: false };
  const enoughBytes = workers === 0 ? Infinity : worthAThreadBytes;
  let bytes = 0;
  while (bytes < enoughBytes) {
    const next = await listing.next();
    if (next.done === true) return { listed, isAll: true };
    listed.push(next.value);
    bytes += opened.sizeOf(next.value);
  }
  return { listed, isAll: false };
}

async function* inBatches(
  first: readonly Listed[],
  rest: AsyncIterator<Listed>,
): AsyncGenerator<readonly Listed[]> {
  for (let at = 0; at < first.length; at += batchSize) yield first.slice(at, at + batchSize);
  for (;;) {
    const batch: Listed[] = [];
    while (batch.length < batchSize) {
      const next = await rest.next();
      if (next.done === true) break;
      batch.push(next.value);
    }
    if (batch.length === 0) return;
    yield batch;
  }
}
