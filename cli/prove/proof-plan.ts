import type { ProofRequest } from './proof-request.ts';

/** Every n-th of a list, from the i-th: the parts of all shards are the list. */
export function partOf<T>(list: readonly T[], { index, of }: ProofRequest['shard']): readonly T[] {
  return list.filter((_one, at) => at % of === index - 1);
}

/** How many of a number fall to a part. */
export function shareOf(count: number, { index, of }: ProofRequest['shard']): number {
  return Math.floor(count / of) + (index <= count % of ? 1 : 0);
}
