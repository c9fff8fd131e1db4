import type { DecideInput, DecisionWord } from '../decide.ts';

/** One row of the verdict's precedence: what differs from a run that is GO, and what comes of it. */
export interface PrecedenceCase {
  readonly name: string;
  readonly over: Partial<DecideInput>;
  readonly decision: DecisionWord;
  readonly says?: RegExp;
}
