import { setTimeout as sleep } from 'node:timers/promises';

/** A gate that lets its caller through at most once every `everyMs`, the first time at once. */
export function paced(everyMs: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const waitMs = next - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    next = performance.now() + everyMs;
  };
}
