import { stackFidelity } from '../../stack/fidelity.ts';
import { StackError } from '../../stack/stack-error.ts';
import { judgeRequests } from '../../watch/look/judge-requests.ts';
import type { Stage } from './stage.ts';

/** Last of all: what the run itself wanted of the system. */
export const smokeAccountStage: Stage = {
  name: 'account',
  summary: 'counts the run’s own requests: what wanted to leave besides reads, how many, and how they ended',
  writes: 'nothing',
  budgetMs: 1_000,
  deadlineMs: 30_000,
  suites: ['smoke'],
  async run({ main, observe, wants }) {
    const guard = main?.attached?.main.guard;
    if (!guard || !main) throw new StackError('not-ready', 'expected a guard before the system, found none');
    const fidelity = stackFidelity(main.facts);
    for (const row of judgeRequests(await guard.notes(), guard.order.mostRequests)) {
      if (wants([row.check])) observe('main', { ...row, fidelity });
    }
  },
};
