import { lostWhile, whyNotMeasured } from '../../stack/box-share.ts';
import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import { stackFidelity } from '../../stack/fidelity.ts';
import { ownTimeOf } from './own-time.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';

const attempts = 3;
/** Longer nobody waits to be let in, on a machine that the system has for itself. */
const patienceMs = 30_000;
/** What is refused or fails is told at once, however busy the machine is. */
const isSilence = /expected an answer within .* aborted due to timeout/u;
/** Who is refused was answered: by a limit, or since the password is another by now. */
const isRefusal = /, saw 4\d\d\b/u;
/** Of nobody else, so that a limit for one address says nothing here. */
const sourceAddress = '127.0.3.2';

/** Stacks that let nobody in when nothing had been done to them yet: no later work of a run has brought these down. */
const downFromTheStart = new WeakSet<Pick<StartedStack, 'facts'>>();

type AskedStack = Pick<StartedStack, 'target' | 'facts' | 'access'>;

/** Looks before anything is asked of a stack, so that what is wrong from the start is not told as the work’s doing. */
export async function lookAtTheStart(stack: AskedStack): Promise<void> {
  if ((await whyNobodyGetsIn(stack)) !== undefined) downFromTheStart.add(stack);
}

/** Why the system lets its own person in no more; undefined where it does, or where it answers with a refusal. */
async function whyNobodyGetsIn({ target, facts, access }: AskedStack): Promise<string | undefined> {
  const { role } = target.operations.marker.write;
  let last = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const http = openHttp({ facts, access, sourceAddress });
    try {
      await signIn(http, { target, role, account: accountOf(target, access, role) });
      return undefined;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      if (isRefusal.test(last)) return undefined;
    } finally {
      await http.close();
    }
  }
  return last;
}

/** Why a silence speaks of the machine and not of the system, which may be at work still; undefined where it does not. */
export function whyNotDown(why: string, waitedMs: number, lost: number): string | undefined {
  return isSilence.test(why) ? whyNotMeasured(waitedMs, patienceMs, lost) : undefined;
}

/**
 * A system that what came before has brought down cannot show what else it does: that it is down is told, as a failure,
 * and its processes are started again, as its operator would do, so that one failure does not hide all that follow. One that is silent while
 * others have the machine may still be at work on what was asked of it: that is no answer.
 */
export async function reviveIfDown(
  context: Pick<RunContext, 'observe' | 'report'>,
  stack: Pick<StartedStack, 'target' | 'facts' | 'access' | 'components' | 'folder'>,
): Promise<void> {
  if (downFromTheStart.has(stack)) return;
  const startedAt = performance.now();
  const { done: why, lost } = await lostWhile(ownTimeOf(stack), () => whyNobodyGetsIn(stack));
  if (why === undefined) return;
  const waitedMs = Math.round(performance.now() - startedAt);
  const starved = whyNotDown(why, waitedMs, lost);
  const silent = `after what was done to it so far, it lets nobody in (asked ${attempts} times): ${why}`;
  const reason = starved === undefined ? silent : `${starved}: ${silent}`;
  context.observe('main', {
    check: 'stack.ready',
    expected: 'still answers after the run’s work',
    actual: why,
    outcome: starved === undefined ? 'fail' : 'inconclusive',
    reason: `${reason}; its processes were started again for what follows`,
    fidelity: stackFidelity(stack.facts),
  });
  context.report(`${reason}; starting it again for what follows`);
  for (const component of stack.components.filter(({ role }) => role === 'application')) {
    await component.kill();
    await component.start();
  }
}
