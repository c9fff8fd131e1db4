import { browserSuites } from '../../checks/check.ts';
import { askLogs } from '../../drill/log-truth.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';
import { isDestroyed, logCheck } from './drill.ts';
import { checksAsShipped } from './limits.ts';
import { lookAtTheStart } from './revive.ts';
import { stackOptions } from './stack-options.ts';
import type { Stage } from './stage.ts';
import { plant } from './start.ts';
import { checksOf, mainStack, playOnOneThatIsUp } from './suites.ts';

const summary =
  'asks what is malformed, forged or wrong on purpose, of every route there is, and wears limits out';

/** What is asked here, in its order: what wears limits out comes last. */
function roundsOf(context: RunContext) {
  const own = checksAsShipped(context.request.target);
  return (['rough', 'wearing'] as const).flatMap((harm) =>
    (['none', 'phone'] as const).map((devices) => ({
      checks: checksOf(context, browserSuites, devices, harm).filter((check) => !own.includes(check)),
      projects: devices === 'none' ? ['none'] : context.request.devices,
      workers: harm === 'rough' ? 2 : 1,
    })),
  );
}

/** The release once more, on data of its own, with what was planted in the first one. */
export async function startAnew(context: RunContext): Promise<StartedStack> {
  context.report('starting the system once more: the drill has destroyed the one that people worked on');
  const stack = await context.driver.start(stackOptions(context, 'abuse'));
  if (context.request.fault) await plant(context.request.fault, stack, context.report);
  await lookAtTheStart(stack);
  return stack;
}

/**
 * What some systems do not get over: they go down, or keep records that no page of theirs can show. So it is asked
 * when everything else has been, the restored system among it, and hides nothing of that.
 */
export const abuseStage: Stage = {
  name: 'abuse',
  summary,
  writes: 'records as odd as the system takes them, through the API, in a stack of its own after a drill',
  inAttach: {
    summary,
    writes: 'records as odd as the system takes them, through the API',
  },
  budgetMs: 40_000,
  deadlineMs: 240_000,
  inAcceptance: { budgetMs: 90_000, deadlineMs: 720_000 },
  suites: browserSuites,
  isDealt: true,
  async run(context) {
    const main = mainStack(context);
    const rounds = roundsOf(context).filter(({ checks }) => checks.some((check) => context.wants([check])));
    if (rounds.length === 0) return;
    await using anew = isDestroyed(main) ? await startAnew(context) : undefined;
    const stack = anew ?? main;
    for (const round of rounds) await playOnOneThatIsUp(context, { stack, ...round });
    // The drill has asked the logs of what people did; what is malformed is logged in other words.
    if (anew === undefined || !context.wants([logCheck]) || context.signal.aborted) return;
    const { observe, report, signal } = context;
    await askLogs({ stack: anew, observe, report, signal });
  },
};
