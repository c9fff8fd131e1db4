import { findCheck } from '../../checks/catalogue.ts';
import { parseBinding } from '../binding.ts';
import type { Target } from '../schema/target.ts';

/** A line of the plan that is bound to a check which is not in the catalogue. */
export function unknownBinding(target: Target): string | undefined {
  for (const line of target.checklist) {
    const wrong = line.checks.find((binding) => !findCheck(parseBinding(binding).check));
    if (wrong !== undefined) {
      return `checklist ${line.id}: expected a check of the catalogue, got "${wrong}"`;
    }
  }
  return undefined;
}
