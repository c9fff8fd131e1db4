import type { Announce } from '../stack/tools/index.ts';

/** One line on standard error: what comes, what it waits for, and how long it took. */
export const announce: Announce = async (what, waitingFor, work) => {
  const startedAt = performance.now();
  const took = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  process.stderr.write(`set-up: installing ${what}, waiting for ${waitingFor} ... `);
  try {
    await work();
    process.stderr.write(`done in ${took()}\n`);
  } catch (error) {
    process.stderr.write(`failed after ${took()}\n`);
    throw error;
  }
};
