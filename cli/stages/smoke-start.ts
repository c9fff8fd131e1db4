import { StackError } from '../../stack/stack-error.ts';
import { startStage } from './start.ts';
import type { Stage } from './stage.ts';

/** What people work with is looked for; that it is not found is an answer, not a trouble of this machine. */
export const smokeStartStage: Stage = {
  ...startStage,
  ...startStage.inAttach,
  budgetMs: 5_000,
  deadlineMs: 60_000,
  async run(context) {
    try {
      await startStage.run(context);
    } catch (error) {
      if (error instanceof StackError && error.code === 'not-ready') {
        context.observe('main', {
          check: 'stack.ready',
          expected: 'an answer',
          actual: 'none',
          outcome: 'fail',
          reason: error.message,
          fidelity: 'deployed',
        });
      }
      throw error;
    }
  },
};
