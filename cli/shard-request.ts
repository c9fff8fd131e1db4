import { UsageError, type CommandInput } from './command.ts';

/** Which part of a run is asked for, and what its target was called: `golive merge` looks for it by that word. */
export interface ShardRequest {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  readonly targetWord: string;
}

export const shardOptions = { shard: { type: 'string' } } as const;

export const shardFlags = {
  '--shard <i>/<n>':
    'the i-th of n parts of what asks by Playwright; the first does all else too. golive merge makes one verdict of them',
} as const;

const most = 64;

/** @throws UsageError naming the flag; undefined where the whole run is asked for. */
export function readShard({ values, positionals }: CommandInput): ShardRequest | undefined {
  const value = values['shard'];
  if (typeof value !== 'string') return undefined;
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,4})\/(\d{1,4})$/u.exec(value) ?? []).map(Number);
  if (!(index >= 1 && index <= of && of <= most)) {
    const expected = `expected a part such as 1/3, of at most ${most}`;
    throw new UsageError('bad-value', `--shard: ${expected}, got "${value}"`);
  }
  if (values['fault'] !== undefined) {
    throw new UsageError(
      'bad-value',
      '--shard: expected it without --fault: a fault is proved by one whole run',
    );
  }
  if (values['rehearse'] === true) {
    throw new UsageError('bad-value', '--shard: expected it without --rehearse, which is no whole run');
  }
  return { index, of, targetWord: positionals[0] ?? '' };
}
