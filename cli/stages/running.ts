import { runningChecks } from '../../checks/running.ts';
import type { RunningContext } from '../../drill/running/running-context.ts';
import { askRunning } from '../../drill/running/running.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { RunContext } from '../run-context.ts';
import { startCopyOf } from './copy-of.ts';
import type { Stage } from './stage.ts';

/** What those ask who run the system: its connections, keys, neighbours, logs and alerts. */
export const runningStage: Stage = {
  name: 'running',
  summary: 'replaces keys, takes neighbours away, fills logs and raises alerts on copies of the system',
  writes: 'marked records on copies of this run; the main stack is only looked at',
  inAttach: {
    summary: 'asks the database who speaks TLS to it',
    writes: 'nothing',
  },
  budgetMs: 60_000,
  deadlineMs: 400_000,
  suites: ['running'],
  async run(context: RunContext) {
    const { main: stack, observe, report, signal, request } = context;
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    const isDue = request.profile === 'acceptance' || request.only.length > 0;
    const ids = runningChecks.map(({ id }): string => id);
    const wants = (checks: readonly string[]): boolean =>
      isDue && checks.some((id) => ids.includes(id)) && context.wants(checks);
    if (!wants(ids)) return;
    await askRunning({ stack, observe, report, signal, wants, ...onCopies(context) });
  },
};

function onCopies(context: RunContext): Pick<RunningContext, 'startCopy' | 'restart'> {
  return {
    startCopy: startCopyOf(context),
    async restart(copy, environment = {}) {
      const { prepared } = context;
      if (copy.deploy === undefined || prepared === undefined)
        throw new StackError(
          'unsupported',
          'nothing on this stack starts the release again with other variables',
        );
      await copy.deploy(prepared, { migrates: false, environment });
    },
  };
}
