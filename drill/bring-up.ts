import { StackError } from '../stack/stack-error.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import type { EmptyStack } from './drill-context.ts';
import { healthTrouble, waitForService, type Sign } from './in-service.ts';

/** A system that came up on restored data, or why it is not in service. */
export type BroughtUp =
  | {
      readonly stack: StartedStack;
      readonly trouble: null;
      /** What its own pages say wrongly all the same, as they did before: people are let in. */
      readonly unsaid: string | null;
    }
  | { readonly stack: StartedStack | null; readonly trouble: string };

/** Starts the system on what was restored and waits until it is in service, by the sign that it gave before. */
export async function bringUp(empty: EmptyStack, sign: Sign, signal: AbortSignal): Promise<BroughtUp> {
  let stack: StartedStack;
  try {
    stack = await empty.bringUp();
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return { stack: null, trouble: error.message };
  }
  const trouble = await waitForService(stack, sign, signal);
  if (trouble !== null) return { stack, trouble };
  return { stack, trouble, unsaid: sign === 'health' ? null : await healthTrouble(stack) };
}
