import { parseMix } from '../../load/index.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { Load } from '../../targets/schema/limits.ts';
import type { RunContext } from '../run-context.ts';
import { addressOf, crowdOf, readRecords, signInUser } from './load-people.ts';
import { reachOf } from './load-reach.ts';
import { shapeOf } from './load-shape.ts';

/** What is sent to a stack, by whom and under which limits: the same for one machine and for several. */
export async function loadPlanOf(
  context: RunContext,
  stack: StartedStack,
  load: Load,
  from: { sql: SqlClient; folder: string },
) {
  const { facts, access, target } = stack;
  const addresses = Array.from({ length: load.users }, (_, user) => addressOf(user));
  return {
    planning: {
      name: target.name,
      mix: parseMix(load.mix),
      users: load.users,
      userRoles: addresses.map((_, user) => crowdOf(load, user).role),
      ratePerSecond: load.users * load.ratePerUserPerS,
      ...shapeOf(load, context),
      seed: context.id,
      records: await readRecords(load, from.sql, from.folder),
    },
    destination: {
      origin: `https://${facts.hostName}`,
      address: facts.front.host,
      port: facts.front.httpsPort,
      ca: access.caPem,
      ...reachOf(stack, addresses),
    },
    requirements: { writeShare: 0.2, uploads: whyNotApplicable(target, 'photos') === undefined },
    signIn: async (user: number) => await signInUser(stack, load, user),
    tokenLifetimeS: target.signIn.tokenLifetimeS,
    limits: { p95Ms: load.p95Ms.value, errorRate: load.errorShare.value },
    folder: from.folder,
    signal: context.signal,
  };
}
