import type { Target } from '../schema/target.ts';
import { unknownBinding } from './bindings.ts';
import { duplicateId } from './duplicates.ts';
import { contradictoryLoad } from './load.ts';
import { unknownPlaceholder } from './placeholders.ts';
import { badPattern } from './patterns.ts';
import { unknownReference } from './references.ts';
import { impossibleSignOff } from './sign-off.ts';
import { idleReason } from './without.ts';

/** `field: expectation` of the first thing that two fields together get wrong; undefined where all agree. */
export function contradictionIn(target: Target): string | undefined {
  return (
    duplicateId(target) ??
    unknownReference(target) ??
    unknownBinding(target) ??
    idleReason(target) ??
    badPattern(target) ??
    contradictoryLoad(target) ??
    unknownPlaceholder(target) ??
    impossibleSignOff(target)
  );
}
