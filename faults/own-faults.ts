import { findCheck } from '../checks/catalogue.ts';
import { parseBinding } from '../targets/binding.ts';
import type { Exports } from '../targets/import-module.ts';
import { TargetError } from '../targets/target-error.ts';
import { seams, type Fault } from './fault.ts';
import { faults as known } from './index.ts';

/**
 * The faults that a target's module exports as `faults`: the same form as Golive's own, planted on that target.
 * @throws TargetError `malformed-target` naming file, fault and field.
 */
export function ownFaultsOf({ faults = [] }: Exports, file: string): readonly Fault[] {
  const refuse = (where: string, expected: string): TargetError =>
    new TargetError('malformed-target', `${file}: faults${where}: expected ${expected}`);
  if (!Array.isArray(faults)) throw refuse('', 'a list of faults');
  return faults.map((fault: unknown, at) => {
    if (!isFault(fault))
      throw refuse(`.${at}`, 'an object with the texts id, what and bystander, at a seam, and turnsRed');
    if (known.some(({ id }) => id === fault.id))
      throw refuse(` ${fault.id}`, 'an id that no fault of Golive has');
    const wrong = [...fault.turnsRed, fault.bystander].find((text) => !findCheck(parseBinding(text).check));
    if (wrong !== undefined) throw refuse(` ${fault.id}`, `checks of the catalogue, got "${wrong}"`);
    return fault;
  });
}

function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false;
  const text = (name: string): boolean => typeof Reflect.get(value, name) === 'string';
  const turnsRed: unknown = Reflect.get(value, 'turnsRed');
  const isAtSeam = seams.some((seam) => seam === Reflect.get(value, 'at'));
  const isNamed = text('id') && text('what') && text('bystander') && isAtSeam;
  return isNamed && Array.isArray(turnsRed) && turnsRed.every((item) => typeof item === 'string');
}
