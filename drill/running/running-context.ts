import { stackFidelity } from '../../stack/fidelity.ts';
import type { DeployOptions, StartedStack } from '../../stack/started-stack.ts';
import type { Observation } from '../../evidence/row.ts';
import type { StageContext } from '../drill-context.ts';
import type { CopyOrder } from '../resilience/copies.ts';

export interface RunningContext extends StageContext {
  readonly stack: StartedStack;
  readonly wants: (checks: readonly string[]) => boolean;
  /** Another copy of the release: what is changed is changed there. @throws StackError `unsupported` with what is missing. */
  readonly startCopy: (order: CopyOrder) => Promise<StartedStack>;
  /** Starts the copy's own release again, with these variables changed. @throws StackError with what failed. */
  readonly restart: (copy: StartedStack, environment: DeployOptions['environment']) => Promise<void>;
}

export type Row = Omit<Observation, 'fidelity' | 'check'>;
export type Tell = (row: Row) => void;

/** All rows are about the release: stack `main`. */
export function tellerOf({ observe, stack }: Pick<RunningContext, 'observe' | 'stack'>) {
  return (check: string): Tell => {
    const fidelity = stackFidelity(stack.facts);
    return (row) => observe('main', { ...row, check, fidelity });
  };
}

/** An open question, and what it would have taken. */
export function open(expected: string, reason: string, subject?: string): Row {
  const of = subject === undefined ? {} : { subject };
  return { ...of, expected, actual: null, n: 0, outcome: 'inconclusive', reason };
}
