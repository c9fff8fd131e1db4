import { judgeStages, sayStages, type LoadResult } from '../../load/index.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Load } from '../../targets/schema/limits.ts';
import type { RunContext } from '../run-context.ts';
import { doubted } from './doubted.ts';
import { fidelityOf } from './fidelity-of.ts';

const check = 'load.stages';

/** Whether the profile asks for it, or somebody does by name. */
export function wantsStages({ request, wants }: Pick<RunContext, 'request' | 'wants'>): boolean {
  return (request.profile === 'acceptance' || request.only.length > 0) && wants([check]);
}

/** What was played is held against the stages that the target states; another load leaves the question open. */
export function writeStages(
  context: RunContext,
  { stages }: Load,
  result: LoadResult,
  doubt: string | undefined,
): void {
  if (isNotApplicable(stages) || !wantsStages(context)) return;
  const { isAsStated, outcome, reason, actual, n } = judgeStages(
    stages.value,
    result.stages,
    result.limits,
    result.invalid,
  );
  const { load, target } = context.request;
  const how =
    !isAsStated && load.profile === 'gate'
      ? `; they are played by \`golive verify ${target.name} --profile acceptance --load-profile ramp\``
      : '';
  context.observe('main', {
    check,
    expected: sayStages(stages.value),
    actual,
    unit: 'stages of load',
    n,
    ...doubted({ outcome, reason: `${reason}${how}` }, doubt),
    fidelity: fidelityOf(context),
  });
}
