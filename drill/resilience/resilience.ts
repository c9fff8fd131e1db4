import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable } from '../../targets/capabilities.ts';
import { runDiskFull } from './disk-full.ts';
import { disturb, type Disturbance } from './disturb.ts';
import { disturbances } from './disturbances.ts';
import { runMigration } from './migration.ts';
import { runReleases } from './releases.ts';
import {
  isAsked,
  resultOf,
  tellerOf,
  type DisturbanceResult,
  type ResilienceContext,
} from './resilience-context.ts';
import { tellDisturbance, tellFiles } from './tell.ts';

/**
 * Disturbs the stack in one way after the other while people write, and holds what was confirmed against database and
 * bucket. The stack is whole when it returns or throws, unless a part cannot be started again.
 */
export async function runResilience(context: ResilienceContext): Promise<readonly DisturbanceResult[]> {
  const { stack, signal, report } = context;
  const results: DisturbanceResult[] = [];
  for (const disturbance of disturbances) {
    if (!isAsked(disturbance.check, context)) continue;
    signal.throwIfAborted();
    const observe = tellerOf(context)(disturbance.check, stack, disturbance.needs);
    const why = whyImpossible(disturbance, stack);
    if (why === undefined) {
      const limitMs = applicable(stack.target.resilience, 'resilience').outageMs.value;
      const disturbed = await disturb(disturbance, stack, { limitMs, signal, report });
      tellDisturbance(disturbed, limitMs, observe);
      if (disturbance.needs.includes('objects')) await tellFiles(stack, observe);
      results.push(resultOf(disturbance, disturbed));
    } else observe({ expected: 'a part to disturb', actual: 'none', outcome: 'inconclusive', reason: why });
  }
  results.push(...(await runDiskFull(context)));
  results.push(...(await runReleases(context)));
  await runMigration(context);
  return results;
}

function whyImpossible({ check, needs }: Disturbance, stack: StartedStack): string | undefined {
  if (stack.access.sql === undefined) return 'no SQL access: what was confirmed cannot be looked up';
  const missing = needs.find((role) => !stack.components.some((part) => part.role === role));
  if (missing !== undefined) return `this stack has no ${missing} that could be disturbed`;
  if (check !== 'survives.lost-replica') return undefined;
  const [first, second] = stack.components.filter(({ role }) => role === 'application');
  if (first?.crash === undefined) return 'nothing on this stack starts a killed process again';
  return second === undefined
    ? 'this stack has one application process: no replica can take over'
    : undefined;
}
