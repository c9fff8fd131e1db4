import { stackFidelity, type StackFidelity } from '../../stack/fidelity.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { RunContext } from '../run-context.ts';

/** How real the answers of this run's main stack are. @throws StackError `not-ready` before there is one. */
export function fidelityOf({ main }: Pick<RunContext, 'main'>): StackFidelity {
  if (!main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
  return stackFidelity(main.facts);
}
