import { findCheck } from '../../checks/catalogue.ts';
import type { Target } from '../schema/target.ts';
import { subjectsOf } from '../subjects.ts';

/** A reason for not asking what is not in the catalogue, or what the target does name something for. */
export function idleReason(target: Target): string | undefined {
  for (const id of Object.keys(target.without)) {
    const check = findCheck(id);
    if (!check) return `without: expected checks of the catalogue, got "${id}"`;
    const [first] = subjectsOf(check, target);
    if (first !== undefined) {
      return `without.${id}: expected a check that there is nothing to ask of, it is asked of ${first}`;
    }
  }
  return undefined;
}
