import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { calibrate } from '../calibration/calibrate.ts';
import { LoadError } from '../load-error.ts';
import type { PartFile } from './part-file.ts';
import { playSegment } from './play-segment.ts';
import { readDealt } from './read-parts.ts';

export interface PlayParts {
  /** What `golive load --distributed` wrote. */
  folder: string;
  k6: string;
  /** Where users come from; dealt to the parts in turn. */
  sourceAddresses?: readonly string[];
  /** Variables by which whoever cleans up after a killed run finds each k6. */
  tags?: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** Plays every part on this machine, all at once: for a trial, and for a stack that nobody else reaches. */
export async function playParts(options: PlayParts): Promise<void> {
  const { folder, sourceAddresses = [] } = options;
  const { order, dealt } = await readDealt(folder);
  const refusal = await calibrationRefusal(options, dealt.plan.seed, fullRate(dealt), order.limits.p95Ms);
  const all = Array.from({ length: order.parts }, (_, at) => ({ index: at + 1, of: order.parts }));
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const playing = all.map((part) => {
    const own = sourceAddresses.filter((_, nth) => nth % order.parts === part.index - 1);
    return playSegment({
      ...options,
      signal,
      part,
      dealt,
      calibrationRefusal: refusal,
      sourceAddresses: own,
    });
  });
  try {
    await Promise.all(playing);
  } catch (error) {
    // A load without one of its parts is none: the others end now.
    failed.abort();
    await Promise.allSettled(playing);
    throw error;
  }
}

/** Plays one part here, after this machine has shown that it can measure its share of the rate. */
export async function playOnePart(
  options: Omit<PlayParts, 'sourceAddresses'> & {
    index: number;
    of: number;
    /** The moment that all parts begin at, ms since 1970; at once if left out. */
    atMs?: number | undefined;
  },
): Promise<PartFile> {
  const { folder, index, of, atMs, signal } = options;
  const { order, dealt } = await readDealt(folder);
  if (of !== order.parts || index > of) {
    throw new LoadError(
      'parts-differ',
      `--part: expected a part of ${order.parts}, as in ${folder}, got ${index}/${of}`,
    );
  }
  if (atMs !== undefined) refuseLate(atMs);
  const rate = fullRate(dealt) / of;
  const refusal = await calibrationRefusal(options, dealt.plan.seed, rate, order.limits.p95Ms);
  if (atMs !== undefined) await sleep(refuseLate(atMs), undefined, { signal });
  return await playSegment({ ...options, part: { index, of }, dealt, calibrationRefusal: refusal });
}

/** Ms until then. @throws LoadError `part-late`: it would play beside nobody. */
function refuseLate(atMs: number): number {
  const waitMs = atMs - Date.now();
  if (waitMs >= 0) return waitMs;
  const expected = `expected to be ready before ${new Date(atMs).toISOString()}`;
  const late = `it was ${Math.ceil(-waitMs / 1000)} s past that`;
  throw new LoadError('part-late', `--at: ${expected}, ${late}; nothing was sent`);
}

const fullRate = ({ plan }: Awaited<ReturnType<typeof readDealt>>['dealt']): number =>
  Math.max(...plan.stages.map(({ toPerSecond }) => toPerSecond));

async function calibrationRefusal(
  { k6, signal }: PlayParts,
  seed: string,
  ratePerSecond: number,
  p95LimitMs: number,
): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'golive-calibration-'));
  try {
    return (await calibrate({ engine: 'k6', k6, folder, ratePerSecond, p95LimitMs, seed, signal })).refusal;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
