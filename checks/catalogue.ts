import type { CheckDefinition } from './check.ts';
import { deployedChecks } from './deployed.ts';
import { documentChecks } from './documents.ts';
import { drillChecks } from './drill.ts';
import { performanceChecks } from './performance.ts';
import { phoneChecks } from './phone.ts';
import { releaseChecks } from './release.ts';
import { resilienceChecks } from './resilience.ts';
import { resumedChecks } from './resumed.ts';
import { routeChecks } from './routes.ts';
import { runningChecks } from './running.ts';
import { securityChecks } from './security.ts';
import { smokeChecks, watchChecks } from './smoke.ts';
import { surfaceChecks } from './surface.ts';
import { taskChecks } from './tasks.ts';
import { writeChecks } from './writes.ts';

const all = [
  ...drillChecks,
  ...releaseChecks,
  ...taskChecks,
  ...phoneChecks,
  ...resumedChecks,
  ...securityChecks,
  ...routeChecks,
  ...writeChecks,
  ...surfaceChecks,
  ...performanceChecks,
  ...resilienceChecks,
  ...runningChecks,
  ...documentChecks,
  ...deployedChecks,
  ...smokeChecks,
  ...watchChecks,
] as const;

export type CheckId = (typeof all)[number]['id'];

const known: CheckDefinition[] = [...all];

/** Every question that can be asked, in the order in which a report lists them: Golive's, then the target's own. */
export const catalogue: readonly CheckDefinition[] = known;

export function findCheck(id: string): CheckDefinition | undefined {
  return catalogue.find((check) => check.id === id);
}

/** Adds a target's own questions, once for each process that loads it; what is there already stays as it is. */
export function addChecks(own: readonly CheckDefinition[]): void {
  known.push(...own.filter(({ id }) => findCheck(id) === undefined));
}
