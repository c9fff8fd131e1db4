import type { ObjectFingerprint } from './fingerprint.ts';

/** As many as keep a connection busy while others wait for the bucket. */
const atATime = 8;

/** Eight at a time, in no order; the first failure ends it. */
export async function fingerprintEach<Listed>(
  listed: Iterable<Listed> | AsyncIterable<Listed>,
  read: (one: Listed) => Promise<ObjectFingerprint>,
  concurrency = atATime,
): Promise<ObjectFingerprint[]> {
  const objects: ObjectFingerprint[] = [];
  const failures: unknown[] = [];
  const next = Symbol.asyncIterator in listed ? listed[Symbol.asyncIterator]() : listed[Symbol.iterator]();
  const worker = async () => {
    while (failures.length === 0) {
      const one = await next.next();
      if (one.done === true) return;
      objects.push(await read(one.value));
    }
  };
  await Promise.all(
    Array.from({ length: concurrency }, () => worker().catch((error) => failures.push(error))),
  );
  if (failures.length > 0) throw failures[0];
  return objects;
}
