import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeParts, playParts, prepareDistributed } from '../../load/distributed/index.ts';
import type { LoadResult } from '../../load/index.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { tagsOf } from '../../stack/reaper/owner.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { Load } from '../../targets/schema/limits.ts';
import { findEngineK6, versionOfK6 } from '../choose-engine.ts';
import { golivePackage } from '../golive-package.ts';
import type { RunContext } from '../run-context.ts';
import { addressOf } from './load-people.ts';
import { loadPlanOf } from './load-plan.ts';
import { noteLoad, reachOf } from './load-reach.ts';

/**
 * Writes a load for several k6. On a stack that ends with this run, all of them play here, at once; a deployment's
 * are played elsewhere, and merged by `golive merge`: then there is no result yet.
 */
export async function playDistributed(
  context: RunContext,
  stack: StartedStack,
  load: Load,
  sql: SqlClient,
): Promise<LoadResult | undefined> {
  const { request, report, signal, runFolder } = context;
  if (request.distributed === undefined) return undefined;
  const { parts, folder } = request.distributed;
  mkdirSync(folder, { recursive: true });
  noteLoad(stack);
  const k6 = (await findEngineK6()).path;
  const plan = await loadPlanOf(context, stack, load, { sql, folder });
  report(`signing in ${load.users} users, and writing ${parts} parts into ${folder}`);
  const facts = { k6, k6Version: await versionOfK6(k6), golive: golivePackage.version };
  const isAttached = stack.attached !== undefined;
  // A deployment's certificate is signed by an authority that machines know, unless its hooks name another.
  const keepsAuthority = !isAttached || stack.attached.hooks.caFile !== undefined;
  const owned = isAttached ? { keepsAuthority, run: context.id } : { keepsAuthority };
  await prepareDistributed({ ...plan, ...facts, parts, ...owned });
  if (isAttached) {
    report(`written, and not played: ${join(folder, 'README.md')} says how`);
    report(`what the parts write there is taken out once they have played: golive tidy ${context.id}`);
    return undefined;
  }
  const addresses = Array.from({ length: load.users }, (_, user) => addressOf(user));
  const { sourceAddresses } = reachOf(stack, addresses);
  report(`${parts} k6 play at once`);
  await playParts({
    folder,
    k6,
    signal,
    tags: tagsOf(context.id),
    ...(sourceAddresses && { sourceAddresses }),
  });
  // Its sessions end with the stack.
  rmSync(join(folder, 'tokens.env'));
  const result = await judgeParts(folder, []);
  writeFileSync(join(runFolder, 'load.json'), JSON.stringify(result, null, 1));
  report(`${result.overall.n} of ${result.plan.plannedRequests} planned requests judged, in ${parts} parts`);
  return result;
}
