import { catalogue } from '../../checks/catalogue.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { RunContext } from '../run-context.ts';
import { playSuites } from './play.ts';
import type { Stage } from './stage.ts';
import { stackOptions } from './stack-options.ts';

const stackName = 'as-shipped';

/** Checks of a limit that this target's run raises on its main stack, and which is asked of a stack as shipped. */
export function checksAsShipped({ loginLimit }: Target): readonly string[] {
  if (isNotApplicable(loginLimit) || loginLimit.stack !== stackName) return [];
  return catalogue.filter(({ capability }) => capability === 'loginLimit').map(({ id }) => id);
}

/** Each check has a stack of its own, thrown away with what was worn out: a limit may be counted for all addresses together. */
export const limitsStage: Stage = {
  name: 'limits',
  summary:
    'asks a limit that this run had to raise, where there is one, of stacks as shipped, one for each question',
  writes: 'nothing but failed log-ins, in stacks of its own',
  budgetMs: 40_000,
  deadlineMs: 120_000,
  suites: ['security'],
  isFor: (target) => checksAsShipped(target).length > 0,
  async run(context: RunContext) {
    for (const check of checksAsShipped(context.request.target)) {
      if (!context.wants([check]) || context.signal.aborted) continue;
      await using stack = await context.driver.start({
        ...stackOptions(context, stackName),
        asShipped: true,
      });
      await playSuites(context, { stack, stackName, checks: [check], projects: ['none'], workers: 1 });
    }
  },
};
