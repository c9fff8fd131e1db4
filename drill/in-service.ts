import { openHttp } from '../stack/clients/http.ts';
import { accountOf, signIn } from '../stack/clients/session.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import { ask, describeHealth, healthyAnswer } from './front-door.ts';
import { lookUntil } from './look-until.ts';

type Stack = Pick<StartedStack, 'facts' | 'access' | 'target'>;

/** What a system is held to be in service by: its own health pages, or, where these never said so, a log-in. */
export type Sign = 'health' | 'log-in';

const answerLimitMs = 5_000;
const beforeWithinMs = 5_000;
const inServiceWithinMs = 30_000;

/**
 * What its pages say before anything is done to it. A page that is wrong from the start says nothing of a restore, and
 * what else the restore is asked must not be hidden by it.
 */
export async function signOf(stack: Stack, signal: AbortSignal): Promise<Sign> {
  return (await waitFor(stack, healthTrouble, beforeWithinMs, signal)) === null ? 'health' : 'log-in';
}

/** Waits until it is in service, by that sign. Null when it is, else what was seen last. */
export async function waitForService(stack: Stack, sign: Sign, signal: AbortSignal): Promise<string | null> {
  return await waitFor(stack, sign === 'health' ? healthTrouble : signInTrouble, inServiceWithinMs, signal);
}

/** What its health pages say wrongly just now, or null. */
export async function healthTrouble({ facts, access, target }: Stack): Promise<string | null> {
  const http = openHttp({ facts, access });
  try {
    const { health, readiness } = target.stack;
    const alive = await ask(http, health.path, answerLimitMs);
    const wanted = healthyAnswer(health);
    if (describeHealth(health, alive) !== wanted)
      return `${health.path}: expected ${wanted}, saw ${alive.text}`;
    if (isNotApplicable(readiness)) return null;
    const ready = await ask(http, readiness.path, answerLimitMs);
    if (ready.status === readiness.status) return null;
    return `${readiness.path}: expected ${readiness.status}, saw ${ready.text}`;
  } finally {
    await http.close();
  }
}

async function signInTrouble({ facts, access, target }: Stack): Promise<string | null> {
  const { role } = target.operations.marker.write;
  const http = openHttp({ facts, access });
  try {
    await signIn(http, { target, role, account: accountOf(target, access, role) });
    return null;
  } catch (error) {
    return `${role} is not let in: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await http.close();
  }
}

async function waitFor(
  stack: Stack,
  trouble: (stack: Stack) => Promise<string | null>,
  withinMs: number,
  signal: AbortSignal,
): Promise<string | null> {
  const { seen, held } = await lookUntil({
    look: () => trouble(stack),
    until: (seen: string | null) => seen === null,
    withinMs,
    signal,
  });
  return held ? null : `not in service within ${withinMs} ms; ${seen ?? 'it answered too late'}`;
}
