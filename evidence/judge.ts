import type { Observed, Operator } from './row.ts';

type Comparison = (actual: Observed, expected: Observed) => boolean;

const numeric =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (actual, expected) =>
    typeof actual === 'number' && typeof expected === 'number' && compare(actual, expected);

const comparisons = {
  '==': (actual, expected) => actual === expected,
  '!=': (actual, expected) => actual !== expected,
  '<': numeric((a, b) => a < b),
  '<=': numeric((a, b) => a <= b),
  '>': numeric((a, b) => a > b),
  '>=': numeric((a, b) => a >= b),
  contains: (actual, expected) => String(actual).includes(String(expected)),
  matches: (actual, expected) => new RegExp(String(expected), 'u').test(String(actual)),
  'is-empty': (actual) => actual === '' || actual === 0 || actual === null,
} as const satisfies Record<Operator, Comparison>;

/** True when `actual <operator> expected` holds. A number compared with something else never holds. */
export function holds(actual: Observed, operator: Operator, expected: Observed): boolean {
  return comparisons[operator](actual, expected);
}
