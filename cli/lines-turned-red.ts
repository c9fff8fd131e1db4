import type { Fault } from '../faults/fault.ts';
import type { ProvedFault } from '../reports/schema/run.ts';
import { parseBinding } from '../targets/binding.ts';
import type { ChecklistLine } from '../targets/schema/checklist.ts';

/**
 * The lines of a plan that a fault turns red: those that are bound to what it was seen to turn red, or to what it must
 * turn red where it was not planted yet. A line bound to one subject needs a fault that names it.
 */
export function linesTurnedRed(
  { turnsRed }: Pick<Fault, 'turnsRed'>,
  proof: Pick<ProvedFault, 'turnedRed'> | undefined,
  checklist: readonly ChecklistLine[],
): readonly string[] {
  const red = redOf({ turnsRed }, proof);
  const isRed = (text: string): boolean => {
    const bound = parseBinding(text);
    return red.some(
      ({ check, subject }) =>
        check === bound.check && (bound.subject === undefined || bound.subject === subject),
    );
  };
  return checklist.filter(({ by, checks }) => by === 'check' && checks.some(isRed)).map(({ id }) => id);
}

/**
 * The lines of another system's plan that ask a check which this fault turns red: its subjects are not that system's, and
 * the same defect there is what those lines would tell.
 */
export function linesAskedAlike(
  { turnsRed }: Pick<Fault, 'turnsRed'>,
  proof: Pick<ProvedFault, 'turnedRed'> | undefined,
  checklist: readonly ChecklistLine[],
): readonly string[] {
  const red = new Set(redOf({ turnsRed }, proof).map(({ check }) => check));
  return checklist
    .filter(({ by, checks }) => by === 'check' && checks.some((text) => red.has(parseBinding(text).check)))
    .map(({ id }) => id);
}

function redOf({ turnsRed }: Pick<Fault, 'turnsRed'>, proof: Pick<ProvedFault, 'turnedRed'> | undefined) {
  return (proof?.turnedRed ?? turnsRed).map(parseBinding);
}
