import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resilienceChecks } from '../../checks/resilience.ts';
import { runResilience } from '../../drill/resilience/resilience.ts';
import { StackError } from '../../stack/stack-error.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { RunContext } from '../run-context.ts';
import type { Stage } from './stage.ts';

/** Parts die, are out of reach and come back, one after the other, while people write. */
export const resilienceStage: Stage = {
  name: 'resilience',
  summary:
    'kills, cuts off and restarts parts of the stack while people write, and counts what they were promised',
  writes: 'marked records; parts of this run’s stack are killed and started again',
  inAttach: {
    summary: 'stops, cuts off and starts parts by the hooks’ commands while people write',
    writes: 'marked records; parts are out of service for seconds, where the hooks can stop them',
  },
  budgetMs: 120_000,
  deadlineMs: 360_000,
  suites: ['resilience'],
  isFor: (target) => whyNotApplicable(target, 'resilience') === undefined,
  async run(context: RunContext) {
    const { main: stack, observe, report, request, runFolder, signal } = context;
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    const due = resilienceChecks.filter(({ profiles }) => profiles.some((name) => name === request.profile));
    const ids = due.map(({ id }) => id);
    const wants = (checks: readonly string[]): boolean =>
      (ids.some((id) => checks.includes(id)) || request.only.length > 0) && context.wants(checks);
    if (!wants(resilienceChecks.map(({ id }) => id))) return;
    const results = await runResilience({ stack, observe, report, signal, wants });
    writeFileSync(join(runFolder, 'resilience.json'), `${JSON.stringify(results, null, 2)}\n`);
    for (const { what, figures } of results) {
      const without = (figures.withoutServiceMs / 1000).toFixed(1);
      report(
        `${what}: ${without} s without service, ${figures.lost.length} of ${figures.confirmed} confirmed writes lost`,
      );
    }
  },
};
