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

/** A stack of its own, thrown away with what was worn out. */
export const limitsStage: Stage = {
  name: 'limits',
  summary: 'asks a limit that this run had to raise, where there is one, of a second stack as shipped',
  writes: 'nothing but failed log-ins, in a stack of its own',
  budgetMs: 20_000,
  deadlineMs: 60_000,
  suites: ['security'],
  isFor: (target) => checksAsShipped(target).length > 0,
  async run(context: RunContext) {
    const checks = checksAsShipped(context.request.target);
    if (checks.length === 0 || !context.wants(checks)) return;
    await using stack = await context.driver.start({ ...stackOptions(context, stackName), asShipped: true });
    await playSuites(context, { stack, stackName, checks, projects: ['none'], workers: 1 });
  },
};
