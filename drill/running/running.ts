import type { CapabilityName } from '../../checks/check.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import { askAlerts } from './alerts.ts';
import { askDatabaseTls } from './database-tls.ts';
import { askKeys } from './keys.ts';
import { askLogRotation } from './log-rotation.ts';
import { askOutside } from './outside.ts';
import type { RunningContext } from './running-context.ts';

const askers: readonly {
  readonly check: string;
  readonly capability: CapabilityName;
  readonly ask: (context: RunningContext) => Promise<void>;
}[] = [
  { check: 'database.uses-tls', capability: 'databaseTls', ask: askDatabaseTls },
  { check: 'keys.replaced', capability: 'keys', ask: askKeys },
  { check: 'outside.degrades', capability: 'outside', ask: askOutside },
  { check: 'logs.rotate', capability: 'logRotation', ask: askLogRotation },
  { check: 'alerts.arrive', capability: 'alerts', ask: askAlerts },
];

/** Asks what those ask who run the system. What could not be asked is inconclusive, and says why. */
export async function askRunning(context: RunningContext): Promise<void> {
  const { stack, wants, signal } = context;
  for (const { check, capability, ask } of askers) {
    if (!wants([check]) || whyNotApplicable(stack.target, capability) !== undefined) continue;
    signal.throwIfAborted();
    await ask(context);
  }
}
