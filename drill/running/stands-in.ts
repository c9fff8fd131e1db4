import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

/**
 * What stands in for somebody else's service listens on loopback, which containers have each for themselves; and each
 * replica has logs of its own.
 * @throws StackError `unsupported` where the system does not run beside Golive.
 */
export function demandProcesses({ facts: { driver } }: Pick<StartedStack, 'facts'>, why: string): void {
  if (driver === 'process') return;
  throw new StackError('unsupported', `${why}: expected the process stack, got ${driver}`);
}
