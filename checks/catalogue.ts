import type { CheckDefinition } from './check.ts';
import { deployedChecks } from './deployed.ts';
import { drillChecks } from './drill.ts';
import { performanceChecks } from './performance.ts';
import { phoneChecks } from './phone.ts';
import { releaseChecks } from './release.ts';
import { resilienceChecks } from './resilience.ts';
import { routeChecks } from './routes.ts';
import { securityChecks } from './security.ts';
import { surfaceChecks } from './surface.ts';
import { taskChecks } from './tasks.ts';

const all = [
  ...drillChecks,
  ...releaseChecks,
  ...taskChecks,
  ...phoneChecks,
  ...securityChecks,
  ...routeChecks,
  ...surfaceChecks,
  ...performanceChecks,
  ...resilienceChecks,
  ...deployedChecks,
] as const;

export type CheckId = (typeof all)[number]['id'];

/** Every question that Golive can ask, in the order in which a report lists them. */
export const catalogue: readonly (CheckDefinition & { readonly id: CheckId })[] = all;

export function findCheck(id: string): (CheckDefinition & { readonly id: CheckId }) | undefined {
  return catalogue.find((check) => check.id === id);
}
