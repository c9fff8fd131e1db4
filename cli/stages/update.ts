import { findCheck } from '../../checks/catalogue.ts';
import { lookUntil } from '../../drill/look-until.ts';
import { Handover } from '../../fixtures/handover.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { Prepared } from '../../stack/recipes/recipe.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { RunContext } from '../run-context.ts';
import { mainDeviceOf } from '../scheduled-cells.ts';
import { playSuites } from './play.ts';
import { inWords, prepareReleaseBefore, startedBefore } from './release-before.ts';
import type { Stage } from './stage.ts';
import { stackOptions } from './stack-options.ts';

const checks = ['update.told', 'update.arrives'];
const phoneReadyWithinMs = 150_000;

/** A phone that has the release before is given this one, on a copy that is thrown away. */
export const updateStage: Stage = {
  name: 'update',
  summary: 'has a phone use the release before, puts this one in its place, and looks what the phone shows',
  writes: 'a stack of its own, thrown away',
  inAttach: { summary: 'asks nothing: no other release can be put in place there', writes: 'nothing' },
  // Each phone is asked two questions, and meets the release before for each.
  budgetMs: 190_000,
  // The first build of the release before may take many minutes; the recipe’s own limits end it.
  deadlineMs: 1_800_000,
  suites: ['update'],
  isFor: (target) => whyNotApplicable(target, 'updates') === undefined,
  async run(context) {
    const { request, driver } = context;
    const isDue = request.profile === 'acceptance' || request.only.length > 0;
    if (!isDue || !context.wants(checks) || driver.name === 'attach') return;
    try {
      await askUpdate(context);
    } catch (error) {
      if (!(error instanceof StackError) || error.code !== 'unsupported') throw error;
      const phone = mainDeviceOf(request.devices);
      leaveOpen(
        context,
        checksOf(context).map((check) => ({ phone, check })),
        error.message,
      );
    }
  },
};

/** One question, asked of one phone. */
interface Turn {
  readonly phone: string;
  readonly check: string;
}

function leaveOpen(context: RunContext, turns: readonly Turn[], reason: string): void {
  for (const { phone, check } of turns) {
    context.observe('main', {
      check,
      device: phone,
      expected: 'a copy with the release before',
      actual: null,
      outcome: 'inconclusive',
      reason,
      fidelity: 'emulated-phone',
    });
  }
}

/** What is asked of this target: not every one says how it tells of a new version. */
function checksOf(context: RunContext): readonly string[] {
  return checks.filter((check) => {
    const capability = findCheck(check)?.capability;
    const isApplicable =
      capability === undefined || whyNotApplicable(context.request.target, capability) === undefined;
    return isApplicable && context.wants([check]);
  });
}

async function askUpdate(context: RunContext): Promise<void> {
  const { driver, request, report } = context;
  const { target, devices, fault } = request;
  const previous = await prepareReleaseBefore(context);
  const { shape: _ofMain, ...options } = stackOptions(context, 'update');
  const { prepared: current } = options;
  const seed = target.seed.trial ?? options.seed;
  report(`starting a copy of ${inWords(previous)}`);
  await using copy = await startedBefore(previous, driver.start({ ...options, seed, prepared: previous }));
  if (copy.deploy === undefined)
    throw new StackError('unsupported', 'nothing on this stack puts another release in place');
  let planted = await fault?.plant?.(copy);
  const phones = request.profile === 'acceptance' ? [...devices] : [mainDeviceOf(devices)];
  const turns = phones.flatMap((phone) => checksOf(context).map((check) => ({ phone, check })));
  for (const [index, { phone, check }] of turns.entries()) {
    if (context.signal.aborted) return;
    // Each of them meets the release before: it goes back for the next, on this one's database.
    const why = index === 0 ? undefined : await putBack(copy, previous);
    if (why !== undefined) {
      leaveOpen(context, turns.slice(index), why);
      return;
    }
    await playOn(context, copy, { phone, check }, async () => {
      report(`putting ${current.release.version} in its place`);
      // A front that is led to other processes leaves the seam of a fault behind: it is planted before these again.
      await planted?.[Symbol.asyncDispose]();
      await copy.deploy?.(current, { migrates: true });
      planted = await fault?.plant?.(copy);
    });
  }
}

/** On this one's database, which it may not know: then, why it does not start. */
async function putBack(copy: StartedStack, previous: Prepared): Promise<string | undefined> {
  try {
    await copy.deploy?.(previous, { migrates: false });
    return undefined;
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return `${inWords(previous)}, does not start on this one’s database: ${error.message}`;
  }
}

async function playOn(
  context: RunContext,
  copy: StartedStack,
  { phone, check }: Turn,
  deploy: () => Promise<void>,
): Promise<void> {
  const handover = new Handover(copy.factsFile);
  handover.begin();
  const ended = new AbortController();
  const play = { stack: copy, stackName: 'main', checks: [check], projects: [phone], workers: 1 };
  await Promise.all([
    playSuites(context, play).finally(() => ended.abort()),
    putInPlace(handover, deploy, ended.signal),
  ]);
}

/** Waits for the phone; a play that has ended without it is waited for no longer. */
async function putInPlace(
  handover: Handover,
  deploy: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { held } = await lookUntil({
    look: () => Promise.resolve(handover.isReady),
    until: (isReady) => isReady,
    withinMs: phoneReadyWithinMs,
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) return { held: false };
    throw error;
  });
  if (!held) return;
  try {
    await deploy();
  } catch (error) {
    // What is put in place under load is asked elsewhere: here nothing was seen on the phone.
    if (!(error instanceof StackError)) throw error;
    handover.giveUp(error.message);
    return;
  }
  handover.sayDone();
}
