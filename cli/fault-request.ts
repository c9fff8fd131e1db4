import { findCheck } from '../checks/catalogue.ts';
import type { Fault } from '../faults/fault.ts';
import { parseBinding } from '../targets/binding.ts';
import { whyNotApplicable } from '../targets/capabilities.ts';
import type { Target } from '../targets/schema/target.ts';
import { subjectsOf } from '../targets/subjects.ts';
import { UsageError } from './command.ts';

/** What stands of `--fault` on the target that was named with it. */
function isAsked(text: string, target: Target): boolean {
  const { check, subject } = parseBinding(text);
  const definition = findCheck(check);
  if (!definition) return false;
  if (definition.capability && whyNotApplicable(target, definition.capability) !== undefined) return false;
  const subjects = subjectsOf(definition, target);
  return subject === undefined ? subjects.length > 0 : subjects.includes(subject);
}

/** @throws UsageError where the target asks nothing that this fault could turn red: it would prove nothing. */
export function refuseIdleFault(fault: Fault, target: Target): void {
  if (fault.turnsRed.some((text) => isAsked(text, target))) return;
  const own = fault.target ?? 'reference';
  throw new UsageError(
    'bad-value',
    `--fault: ${fault.id} must turn red ${fault.turnsRed.join(' or ')}, which is not asked of ${target.name}; ` +
      `plant it on ${own}`,
  );
}

/** Figures under load mean something on the profile's own size only; everything else is quicker on the small one. */
export function seedOf(fault: Fault | undefined, { trial }: Target['seed'], stated: string): string {
  const measuresLoad = fault?.turnsRed.some((text) => findCheck(parseBinding(text).check)?.suite === 'load');
  return fault && !measuresLoad ? (trial ?? stated) : stated;
}
