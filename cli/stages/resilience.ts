import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resilienceChecks } from '../../checks/resilience.ts';
import type { Releases } from '../../drill/resilience/copies.ts';
import type { DisturbanceFigures } from '../../drill/resilience/judge-disturbance.ts';
import type { ResilienceContext } from '../../drill/resilience/resilience-context.ts';
import { runResilience } from '../../drill/resilience/resilience.ts';
import { StackError } from '../../stack/stack-error.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { RunContext } from '../run-context.ts';
import { startCopyOf } from './copy-of.ts';
import { prepareReleaseBefore } from './release-before.ts';
import { reviveIfDown } from './revive.ts';
import { stackOptions } from './stack-options.ts';
import type { Stage } from './stage.ts';

/** Parts die, are out of reach and come back, one after the other, while people write. */
export const resilienceStage: Stage = {
  name: 'resilience',
  summary:
    'kills, cuts off and restarts parts of the stack while people write, and counts what they were promised',
  writes: 'marked records and photos; parts of this run’s stack are killed and started again',
  inAttach: {
    summary: 'stops, cuts off and starts parts by the hooks’ commands while people write',
    writes: 'marked records; parts are out of service for seconds, where the hooks can stop them',
  },
  budgetMs: 240_000,
  // Two questions are asked of the release before, whose first build may take many minutes.
  deadlineMs: 1_800_000,
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
    // A load that was too much may have left a queue: whoever writes has to be let in before anything is disturbed.
    await reviveIfDown(context, stack);
    const copies = copiesOf(context);
    const results = await runResilience({ stack, observe, report, signal, wants, ...copies });
    writeFileSync(join(runFolder, 'resilience.json'), `${JSON.stringify(results, null, 2)}\n`);
    for (const { what, figures, photos } of results) {
      report(`${what}: ${said(figures, 'writes')}${photos === null ? '' : `; ${said(photos, 'photos')}`}`);
    }
  },
};

function said({ withoutServiceMs, lost, confirmed }: DisturbanceFigures, name: string): string {
  const without = (withoutServiceMs / 1000).toFixed(1);
  return `${without} s without confirmed ${name}, ${lost.length} of ${confirmed} lost`;
}

function copiesOf(context: RunContext): Pick<ResilienceContext, 'startCopy' | 'releases'> {
  const build = async (): Promise<Releases> => {
    const { prepared: current } = stackOptions(context, 'releases');
    return { current, previous: await prepareReleaseBefore(context) };
  };
  let built: Promise<Releases> | undefined;
  return {
    startCopy: startCopyOf(context),
    // Two questions are asked of them, and they are built once.
    releases: async () => await (built ??= build()),
  };
}
