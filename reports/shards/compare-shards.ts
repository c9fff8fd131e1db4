import { ReportError } from '../report-error.ts';
import type { ShardFacts } from './shard-facts.ts';

/** A shard and where it was read from, for messages. */
export interface NamedShard {
  readonly folder: string;
  readonly facts: ShardFacts;
}

/** What all shards of one run have in common, by the name under which a difference is told. */
const inCommon: Readonly<Record<string, (facts: ShardFacts) => unknown>> = {
  'shard.of': ({ shard }) => shard.of,
  golive: ({ golive }) => golive,
  target: ({ target }) => target,
  targetDigest: ({ targetDigest }) => targetDigest,
  profile: ({ profile }) => profile,
  devices: ({ devices }) => devices.join(', '),
  mainDevice: ({ mainDevice }) => mainDevice,
  only: ({ only }) => only.join(', '),
  seed: ({ seed }) => seed,
  stack: ({ stack }) => stack,
  shape: ({ shape }) => shape,
  deployments: ({ deployments }) => deployments,
  // A shard that never came up does not know its release: it has answered nothing, and its run says why.
  'release.version': ({ release }) => release?.version,
  'release.digest': ({ release }) => release?.digest,
};

/**
 * Holds shards to each other.
 * @returns the numbers of the shards that are not there.
 * @throws ReportError `shards-differ` naming each field with both values, `shard-twice` naming both folders.
 */
export function compareShards(shards: readonly NamedShard[]): readonly number[] {
  const [first] = shards;
  if (!first) throw new ReportError('no-run', 'expected at least one shard, got none');
  for (const other of shards.slice(1)) refuseDifference(first, other, shards);
  const byIndex = Map.groupBy(shards, ({ facts }) => facts.shard.index);
  for (const [index, same] of byIndex) {
    if (same.length === 1) continue;
    const where = same.map(({ folder }) => folder).join(' and ');
    throw new ReportError('shard-twice', `expected shard ${index} once, got it twice: ${where}`);
  }
  const { of } = first.facts.shard;
  const beyond = [...byIndex.keys()].find((index) => index > of);
  if (beyond !== undefined) {
    throw new ReportError('malformed-shard', `expected shards 1 to ${of}, got shard ${beyond}`);
  }
  return Array.from({ length: of }, (_, at) => at + 1).filter((index) => !byIndex.has(index));
}

function refuseDifference(first: NamedShard, other: NamedShard, all: readonly NamedShard[]): void {
  const known = (name: string, { facts }: NamedShard) => inCommon[name]?.(facts);
  const differences = Object.keys(inCommon).flatMap((name) => {
    // Compared with the first that knows it.
    const given =
      known(name, first) ?? all.map((shard) => known(name, shard)).find((one) => one !== undefined);
    const got = known(name, other);
    return got === undefined || got === given ? [] : [`${name}: ${String(given)} and ${String(got)}`];
  });
  if (differences.length === 0) return;
  throw new ReportError(
    'shards-differ',
    `${first.folder} and ${other.folder}: expected shards of one run, got ${differences.join('; ')}`,
  );
}
