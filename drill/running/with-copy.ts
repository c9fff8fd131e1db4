import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { CopyOrder } from '../resilience/copies.ts';
import { open, type Row, type RunningContext } from './running-context.ts';

/** Asks on a copy that ends with the question; what cannot be made or asked there leaves it open. */
export async function withCopy(
  { startCopy, report }: Pick<RunningContext, 'startCopy' | 'report'>,
  order: CopyOrder,
  tell: (row: Row) => void,
  ask: (copy: StartedStack) => Promise<void>,
): Promise<void> {
  report(`starting a copy, ${order.name}`);
  try {
    await using copy = await startCopy(order);
    await ask(copy);
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    tell(open('a copy of the system to ask it of', error.message));
  }
}
