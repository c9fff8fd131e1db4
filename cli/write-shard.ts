import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShardFacts } from '../reports/shards/shard-facts.ts';
import { deploymentsOf, isPartial, mainDeviceOf } from './scheduled-cells.ts';
import { golivePackage } from './golive-package.ts';
import type { RunContext } from './run-context.ts';
import { targetDigest } from '../targets/target-digest.ts';

/** Says in the run's folder which part of a whole run it is; of a whole run, nothing. */
export function writeShard({ request, runFolder, driver, main, prepared }: RunContext): void {
  const { shard, target, profile, devices, only, seed } = request;
  if (shard === undefined) return;
  const blobFolder = join(runFolder, 'blob');
  const facts: ShardFacts = {
    version: 1,
    shard: { index: shard.index, of: shard.of },
    golive: golivePackage.version,
    target: target.name,
    targetWord: shard.targetWord,
    targetDigest: targetDigest(target),
    profile,
    devices: [...devices],
    mainDevice: mainDeviceOf(devices),
    only: [...only],
    filtered: isPartial(request),
    seed,
    stack: driver.name,
    shape: request.shape?.name ?? null,
    deployments: deploymentsOf(request),
    release: main?.facts.release ?? prepared?.release ?? null,
    blobs: existsSync(blobFolder) ? readdirSync(blobFolder).length : 0,
  };
  writeFileSync(join(runFolder, 'shard.json'), `${JSON.stringify(facts, null, 2)}\n`);
}
