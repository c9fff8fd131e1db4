import { openHttp } from '../stack/clients/http.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { EmptyStack } from './drill-context.ts';
import { ask, describeHealth, healthyAnswer } from './front-door.ts';
import { lookUntil } from './look-until.ts';

/** A system that came up on restored data, or why it is not in service. */
export type BroughtUp =
  | { readonly stack: StartedStack; readonly trouble: null }
  | { readonly stack: StartedStack | null; readonly trouble: string };

const answerLimitMs = 5_000;
const inServiceWithinMs = 30_000;

/** Starts the system on what was restored and waits until its own health and readiness call it good. */
export async function bringUp(empty: EmptyStack, signal: AbortSignal): Promise<BroughtUp> {
  let stack: StartedStack;
  try {
    stack = await empty.bringUp();
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return { stack: null, trouble: error.message };
  }
  const trouble = await waitForService(stack, signal);
  return trouble === null ? { stack, trouble } : { stack, trouble };
}

async function waitForService(stack: StartedStack, signal: AbortSignal): Promise<string | null> {
  const http = openHttp({ facts: stack.facts, access: stack.access });
  const { health, readiness } = stack.target.stack;
  const look = async (): Promise<string | null> => {
    const alive = await ask(http, health.path, answerLimitMs);
    const wanted = healthyAnswer(health);
    if (describeHealth(health, alive) !== wanted)
      return `${health.path}: expected ${wanted}, saw ${alive.text}`;
    if (isNotApplicable(readiness)) return null;
    const ready = await ask(http, readiness.path, answerLimitMs);
    if (ready.status === readiness.status) return null;
    return `${readiness.path}: expected ${readiness.status}, saw ${ready.text}`;
  };
  try {
    const until = (trouble: string | null): boolean => trouble === null;
    const { seen, held } = await lookUntil({ look, until, withinMs: inServiceWithinMs, signal });
    return held ? null : `not in service within ${inServiceWithinMs} ms; ${seen ?? 'it answered too late'}`;
  } finally {
    await http.close();
  }
}
