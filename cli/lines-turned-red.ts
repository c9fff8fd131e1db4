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
  const red = (proof?.turnedRed ?? turnsRed).map(parseBinding);
  const isRed = (text: string): boolean => {
    const bound = parseBinding(text);
    return red.some(
      ({ check, subject }) =>
        check === bound.check && (bound.subject === undefined || bound.subject === subject),
    );
  };
  return checklist.filter(({ by, checks }) => by === 'check' && checks.some(isRed)).map(({ id }) => id);
}
