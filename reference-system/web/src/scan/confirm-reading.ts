import { isLinear } from './barcode-format.ts';

export interface Reading {
  format: string;
  value: string;
}

/** What the last pictures showed; `null` while nothing was read. */
export interface Confirming {
  last: Reading | null;
}

/**
 * Takes what one picture of the live camera showed and returns the reading to believe, if any.
 * A linear code counts when two pictures in a row agree: a blurred one can be misread once, hardly twice alike.
 */
export function confirmReading(state: Confirming, seen: Reading | null): Reading | null {
  const before = state.last;
  state.last = seen;
  if (!seen) return null;
  if (!isLinear(seen.format)) return seen;
  return before?.format === seen.format && before.value === seen.value ? seen : null;
}
