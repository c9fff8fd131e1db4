import { attachCases } from './attach-cases.ts';
import { commandLineCases } from './command-line-cases.ts';
import { interruptedCases, machineCases } from './machine-cases.ts';
import { partCases } from './part-cases.ts';
import { targetCases } from './target-cases.ts';

/** The table. What takes longest comes first, so that the rest plays beside it. */
export const badInputCases = [
  ...[...machineCases].reverse(),
  ...interruptedCases,
  ...targetCases,
  ...commandLineCases,
  ...attachCases,
  ...partCases,
];
