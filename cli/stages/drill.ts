import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCheck } from '../../checks/catalogue.ts';
import { drillChecks } from '../../checks/drill.ts';
import type { DrillStacks } from '../../drill/drill-context.ts';
import { askLogs } from '../../drill/log-truth.ts';
import { runDrill, type DrillResult } from '../../drill/drill.ts';
import { physicalMethod } from '../../drill/physical/physical-method.ts';
import type { DrillReport } from '../../reports/schema/drill-report.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { Target } from '../../targets/schema/target.ts';
import { subjectsOf } from '../../targets/subjects.ts';
import type { RunContext } from '../run-context.ts';
import { mainDeviceOf } from '../scheduled-cells.ts';
import { playSuites } from './play.ts';
import { reviveIfDown } from './revive.ts';
import type { Stage } from './stage.ts';
import { exchangeFolder, stackOptions } from './stack-options.ts';

export const logCheck = 'logs.keep-secrets';
const ofBackups = drillChecks
  .filter(({ suite, id }) => suite === 'drill' && id !== logCheck)
  .map(({ id }): string => id);

const destroyed = new WeakSet<StartedStack>();

/** Whether a drill has destroyed it: nothing can be asked of it any more. */
export const isDestroyed = (stack: StartedStack): boolean => destroyed.has(stack);

/** Backs up, destroys, restores elsewhere, compares, and has people work on what came back. */
export const drillStage: Stage = {
  name: 'drill',
  summary: 'backs up while people write, destroys the stack, restores it elsewhere and has people work on it',
  writes:
    'marked records; the stack of this run is destroyed, and what is left is a backup in the run’s folder',
  inAttach: {
    summary: 'backs up while people write, restores into the scratch place and has people work on it',
    writes: 'marked records; the scratch place of the hooks is filled. What is deployed stays as it is',
  },
  budgetMs: 40_000,
  // Longer than the time that a target allows its restore: one that is too slow is a failure, not an open question.
  deadlineMs: 300_000,
  inAcceptance: { budgetMs: 130_000, deadlineMs: 400_000 },
  suites: ['drill'],
  async run(context) {
    if (!context.wants([logCheck, ...ofBackups])) return;
    const stacks = drillStacks(context);
    const { observe, report, signal, runFolder } = context;
    await reviveIfDown(context, stacks.main);
    if (context.wants([logCheck])) await askLogs({ stack: stacks.main, observe, report, signal });
    if (!context.wants(ofBackups)) return;
    const folder = mkdtempSync(join(exchangeFolder(context), 'drill-'));
    const method = context.request.method === 'physical' ? physicalMethod : undefined;
    const result = await runDrill({ stacks, method, folder, observe, report, signal });
    await using restored = result.restored;
    const written = JSON.stringify(drillReport(result, stacks.main.target), null, 2);
    writeFileSync(join(runFolder, 'drill.json'), `${written}\n`);
    report(`recovery point ${seconds(result.rpoMs)} (RPO), recovery time ${seconds(result.rtoMs)} (RTO)`);
    if (restored !== null) await playOnRestored(context, restored);
  },
};

const seconds = (ms: number | null): string => (ms === null ? 'unknown' : `${(ms / 1000).toFixed(1)} s`);

/** A fault of the restore is planted in every stack that a backup is restored into. */
function drillStacks(context: RunContext): DrillStacks {
  const { driver, main, request } = context;
  if (!main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
  return {
    main,
    async startEmpty(name) {
      const empty = await driver.startEmpty(stackOptions(context, name));
      await request.fault?.plantInRestored?.(empty);
      return empty;
    },
    async destroy(stack) {
      destroyed.add(stack);
      await driver.destroy(stack);
    },
    keeps: driver.keeps,
    onePlace: driver.onePlace,
  };
}

async function playOnRestored(context: RunContext, stack: StartedStack): Promise<void> {
  const { profile, devices, target } = context.request;
  const check = findCheck('restored.task');
  if (!check || subjectsOf(check, target).length === 0) return;
  const projects = profile === 'acceptance' ? devices : [mainDeviceOf(devices)];
  context.report('people work on the restored system');
  await playSuites(context, { stack, stackName: 'restored', checks: [check.id], projects, workers: 2 });
}

function drillReport(result: DrillResult, target: Target): DrillReport {
  const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));
  return {
    recoveryPointMs: rounded(result.rpoMs),
    recoveryTimeMs: rounded(result.rtoMs),
    recoveryTimeLimit: target.limits.restoreTimeMs,
    artifactBytes: result.artifactBytes,
    steps: [...result.steps],
    differences: [...result.differences],
  };
}
