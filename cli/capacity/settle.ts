import { openHttp } from '../../stack/clients/http.ts';
import { headersFor } from '../../stack/clients/session.ts';
import { waitUntil, type Look } from '../../stack/database/wait-until.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

const limitMs = 60_000;
const calmAnswers = 3;

/**
 * Waits until a system that was asked too much has done with it: what it has not answered yet is no part of the next
 * step. @throws StackError `not-ready` with what was seen last
 */
export async function settle(
  stack: StartedStack,
  person: { readonly role: string; readonly token: string },
  p95LimitMs: number,
): Promise<void> {
  const { target, facts, access } = stack;
  const http = openHttp({ facts, access });
  let calm = 0;
  const look = async (): Promise<Look> => {
    const seen = await ask();
    calm = seen === undefined ? calm + 1 : 0;
    return calm >= calmAnswers ? { done: true } : { done: false, seen: seen ?? 'one quick answer' };
  };
  const ask = async (): Promise<string | undefined> => {
    try {
      const { status, durationMs } = await http.request({
        method: 'GET',
        path: target.signIn.whoAmI.path,
        headers: { ...headersFor(target, person.role, person.token) },
      });
      const isQuick = status === 200 && durationMs < p95LimitMs / 4;
      return isQuick ? undefined : `${status} after ${durationMs.toFixed(0)} ms`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  try {
    await waitUntil({ what: `${target.title} to be calm again`, limitMs, everyMs: 200, look });
  } finally {
    await http.close();
  }
}
