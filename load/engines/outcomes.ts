import type { Phase } from '../plan.ts';

// Read by Node and by k6 alike: nothing of either is used here.

/** How a request ended. `dropped` was never sent: the bound on requests in flight was reached. */
export const OUTCOMES = [
  'ok',
  'wrong-status',
  'wrong-body',
  'limited',
  'timeout',
  'network',
  'dropped',
  'stopped',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One request as it went. Times are ms; `intendedMs` counts from the part's start. */
export interface Sample {
  sequence: number;
  part: number;
  phase: Phase;
  name: string;
  status: number;
  outcome: Outcome;
  intendedMs: number;
  /** How much later than intended it was sent: the generator's own delay. */
  latenessMs: number;
  /** From the intended start to the last byte of the answer. */
  latencyMs: number;
  bytes: number;
}
