import type { ShardFacts } from '../shards/shard-facts.ts';

/** A shard of a made-up run; all that come of here belong together. */
export function sampleShard(shard: ShardFacts['shard']): ShardFacts {
  return {
    version: 1,
    shard,
    golive: '0.1.0',
    target: 'sample',
    targetWord: 'sample',
    targetDigest: 't1',
    profile: 'gate',
    devices: ['iphone', 'android'],
    mainDevice: 'android',
    only: [],
    filtered: false,
    seed: 'M',
    stack: 'process',
    shape: null,
    deployments: 0,
    release: { version: '1.0.0', digest: 'd1' },
    blobs: 0,
  };
}
