import { findCheck } from '../../checks/catalogue.ts';
import { drillStage } from './drill.ts';
import { loadStage } from './load.ts';
import { preflightStage } from './preflight.ts';
import type { Stage } from './stage.ts';
import { startStage } from './start.ts';
import { probesStage, tasksStage } from './suites.ts';

/** The one list of stages: verify plays it, plan prints it. */
export const stages: readonly Stage[] = [
  startStage,
  preflightStage,
  probesStage,
  tasksStage,
  loadStage,
  drillStage,
];

/** The stages that answer any of these checks (all, when none is named); a stage without suites always runs. */
export function stagesFor(only: readonly string[]): readonly Stage[] {
  if (only.length === 0) return stages;
  const suites = new Set<string>(only.map((id) => findCheck(id)?.suite ?? ''));
  return stages.filter(
    (stage) => stage.suites.length === 0 || stage.suites.some((suite) => suites.has(suite)),
  );
}
