import { findCheck } from '../../checks/catalogue.ts';
import type { Fault } from '../../faults/fault.ts';

/** The profile in which all that a fault names is answered: the gate, unless one of its checks is left for later. */
export function profileOf({
  turnsRed,
  bystander,
}: Pick<Fault, 'turnsRed' | 'bystander'>): 'gate' | 'acceptance' {
  const isLater = (word: string): boolean => {
    const profiles = findCheck(word.split('/')[0] ?? '')?.profiles ?? [];
    return profiles.includes('acceptance') && !profiles.includes('gate');
  };
  return [...turnsRed, bystander].some(isLater) ? 'acceptance' : 'gate';
}
