import { runPreflight } from '../../drill/preflight.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { Stage } from './stage.ts';

/** Before anything else is asked: does it answer, and does its readiness page tell the truth? */
export const preflightStage: Stage = {
  name: 'preflight',
  summary: 'asks the front door, and takes the database away and back to see what readiness says',
  writes: 'nothing; the database of this run’s stack is killed and started again',
  inAttach: {
    summary: 'asks the front door; where the hooks can stop the database, what readiness says then',
    writes: 'nothing; the database is stopped and started by the hooks’ commands, where they are given',
  },
  budgetMs: 10_000,
  deadlineMs: 30_000,
  suites: ['preflight'],
  async run({ main: stack, observe, report, signal, wants }) {
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    await runPreflight({ stack, observe, report, signal, wants });
  },
};
