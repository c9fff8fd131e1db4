import { catalogue, findCheck } from '../../checks/catalogue.ts';
import type { CheckDefinition } from '../../checks/check.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import { parseBinding } from '../../targets/binding.ts';
import type { RunRequest } from '../run-context.ts';
import { deploymentsOf } from '../scheduled-cells.ts';
import { isStarted } from '../read-attach.ts';
import { abuseStage } from './abuse.ts';
import { deployedStage } from './deployed.ts';
import { documentedStage } from './documented.ts';
import { documentsStage } from './documents.ts';
import { drillStage } from './drill.ts';
import { limitsStage } from './limits.ts';
import { loadStage } from './load.ts';
import { preflightStage } from './preflight.ts';
import type { Stage } from './stage.ts';
import { releaseStage } from './release.ts';
import { resilienceStage } from './resilience.ts';
import { runningStage } from './running.ts';
import { smokeAccountStage } from './smoke-account.ts';
import { smokeLookStage } from './smoke-look.ts';
import { smokePhoneStage } from './smoke-phone.ts';
import { smokeStartStage } from './smoke-start.ts';
import { startStage } from './start.ts';
import { probesStage, tasksStage } from './suites.ts';
import { updateStage } from './update.ts';

/** The one list of stages: verify plays it, plan prints it. */
const stages: readonly Stage[] = [
  startStage,
  preflightStage,
  deployedStage,
  releaseStage,
  probesStage,
  limitsStage,
  documentedStage,
  tasksStage,
  loadStage,
  resilienceStage,
  runningStage,
  updateStage,
  documentsStage,
  drillStage,
  abuseStage,
];

/** Nothing but these may be played where people work. */
const smokeStages: readonly Stage[] = [smokeStartStage, smokeLookStage, smokePhoneStage, smokeAccountStage];

/**
 * The stages that answer any of these checks (all of the profile's, when none is named); a stage without suites
 * always runs.
 */
export function stagesFor({
  only,
  profile,
  target,
  attach,
  load,
  shard,
}: Pick<RunRequest, 'only' | 'profile' | 'target'> &
  Partial<Pick<RunRequest, 'attach' | 'load' | 'shard'>>): readonly Stage[] {
  if (profile === 'smoke') return smokeStages;
  const there = stages
    .filter((stage) => stage.isFor?.(target) ?? true)
    .filter(({ suites, isDealt }) => (shard?.index ?? 1) === 1 || suites.length === 0 || isDealt === true)
    .map((stage) => (profile === 'acceptance' ? { ...stage, ...stage.inAcceptance } : stage))
    .map((stage) => (load?.profile === 'ramp' ? { ...stage, ...stage.inRamp } : stage))
    .map((stage) => (isStarted({ attach }) ? stage : { ...stage, ...stage.inAttach }));
  if (only.length === 0) {
    const due = new Set<string>(
      catalogue
        .filter(({ profiles }) => profiles.includes(profile))
        .filter(({ deployments = 0 }) => deployments <= deploymentsOf({ attach }))
        // What the target has none of needs no stage to say so.
        .filter(
          (check: CheckDefinition) =>
            check.capability === undefined || whyNotApplicable(target, check.capability) === undefined,
        )
        .map(({ suite }) => suite),
    );
    return there.filter(({ suites }) => suites.length === 0 || suites.some((suite) => due.has(suite)));
  }
  const suites = new Set<string>(only.map((text) => findCheck(parseBinding(text).check)?.suite ?? ''));
  return there.filter(
    (stage) => stage.suites.length === 0 || stage.suites.some((suite) => suites.has(suite)),
  );
}
