import { stackFidelity } from '../../stack/fidelity.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { findCheck } from '../../checks/catalogue.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { StageContext } from '../drill-context.ts';
import type { CopyOrder, Releases } from './copies.ts';
import type { Disturbance, Disturbed } from './disturb.ts';
import type { DisturbanceFigures } from './judge-disturbance.ts';
import type { Row } from './tell.ts';

export interface ResilienceContext extends StageContext {
  readonly stack: StartedStack;
  /** Which of the checks are wanted. */
  readonly wants: (checks: readonly string[]) => boolean;
  /** Another copy, for what the main one is not asked to suffer. @throws StackError `unsupported` with what is missing. */
  readonly startCopy: (order: CopyOrder) => Promise<StartedStack>;
  /** This release and the one before, both built. @throws StackError `unsupported` where there is none before. */
  readonly releases: () => Promise<Releases>;
}

/** What one disturbance did, for the report. */
export interface DisturbanceResult {
  readonly check: string;
  readonly what: string;
  readonly lastedMs: number;
  readonly figures: DisturbanceFigures;
  readonly photos: DisturbanceFigures | null;
  readonly repeated: number;
}

/** What is told of one check, on the stack that it was asked of. */
export type Teller = (check: string, stack: StartedStack, needs?: Disturbance['needs']) => (row: Row) => void;

/** Wanted, and of a capability that the target has. */
export function isAsked(
  check: string,
  { wants, stack }: Pick<ResilienceContext, 'wants' | 'stack'>,
): boolean {
  const capability = findCheck(check)?.capability;
  const isThere = capability === undefined || whyNotApplicable(stack.target, capability) === undefined;
  return wants([check]) && isThere;
}

/** All rows are about the release: stack `main`. */
export function tellerOf({ observe }: Pick<ResilienceContext, 'observe'>): Teller {
  return (check, { facts }, needs = []) =>
    (row) =>
      observe('main', { ...row, check, fidelity: stackFidelity(facts, needs) });
}

export function resultOf(
  { check, what }: Pick<Disturbance, 'check' | 'what'>,
  { times, figures, photos, repeated }: Disturbed,
): DisturbanceResult {
  return { check, what, lastedMs: Math.round(times.healedAtMs - times.beganAtMs), figures, photos, repeated };
}
