import type { Verdict } from '../reports/verdict.ts';
import { StackError } from '../stack/stack-error.ts';
import { refuseLooseModule } from '../targets/module-kind.ts';
import { endBegun } from './begun.ts';
import { refuseMissingEngine } from './choose-engine.ts';
import type { CommandInput } from './command.ts';
import { concludeRun } from './conclude-run.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { explain } from './explain.ts';
import { sayLeftBehind } from './left-behind.ts';
import { openRun } from './open-run.ts';
import { refuseUnknownApplication } from './refuse-unknown-parts.ts';
import type { RunContext, RunRequest } from './run-context.ts';
import { stagesFor } from './stages/list.ts';
import { playStages } from './stages/play-stages.ts';

/**
 * One run from its first stage to its verdict, whatever becomes of it: also a run whose stack never came up, or that
 * was interrupted, leaves a verdict that says so. Nothing of it is left running.
 * @throws what the stack failed with, where it never came up: there is nothing to judge then.
 */
export async function playRun(
  request: RunRequest,
  { values, terminal, signal }: CommandInput,
  what: string,
  afterwards?: (verdict: Verdict, context: RunContext) => Promise<void>,
): Promise<ExitCode> {
  refuseLooseModule(request.targetFile);
  refuseUnknownApplication(request);
  await refuseMissingEngine(request);
  const startedAt = new Date();
  const context = await openRun(request, terminal, signal);
  terminal.progress(`run ${context.id}: ${what}, ${context.driver.title}`);
  try {
    const { endedEarly, fatal } = await playStages(stagesFor(request), context);
    if (fatal !== undefined && !isAnswer(request, fatal)) {
      await concludeQuietly(context, { startedAt, endedEarly }, values['json'] === true);
      throw fatal;
    }
    const isInterrupted = signal.aborted;
    const left = await tidyUp(context);
    const verdict = await concludeRun(context, { startedAt, endedEarly, isShown: !isInterrupted, left });
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
    if (!isInterrupted) await afterwards?.(verdict, context);
    if (isInterrupted) terminal.say(`golive: ${endedEarly ?? 'interrupted'}; so far: ${context.runFolder}`);
    return isInterrupted ? exitCodes.interrupted : exitCodes[verdict.decision];
  } finally {
    endBegun(context.runFolder);
    await clearAway(context);
  }
}

/** What people work with does not answer: whoever looks at it has seen that, and it is judged. */
function isAnswer({ profile }: RunRequest, fatal: unknown): boolean {
  return profile === 'smoke' && fatal instanceof StackError && fatal.code === 'not-ready';
}

/** What the run has made in a system that is not its own is taken out again, also after Ctrl-C; the rest is said. */
async function tidyUp({ main, terminal, runFolder }: RunContext): Promise<readonly string[]> {
  if (!main?.removeRecords) return [];
  terminal.progress('taking out the records of this run');
  const tidied = await main.removeRecords();
  sayLeftBehind(tidied, { terminal, runFolder });
  return tidied.left;
}

/** What failed first is the news; that its verdict cannot be written either is said, and hides nothing. */
async function concludeQuietly(
  context: RunContext,
  ending: { readonly startedAt: Date; readonly endedEarly: string | null },
  json: boolean,
): Promise<void> {
  try {
    const verdict = await concludeRun(context, { ...ending, isShown: false });
    if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
    context.terminal.progress(`report: ${context.runFolder}/report.html`);
  } catch (error) {
    context.terminal.say(explain(error));
  }
}

/** Nothing of a run is left running. */
export async function clearAway({ main, reaper, signal, terminal }: RunContext): Promise<void> {
  // Interrupted, nothing is asked to end in good order: the reaper ends all of it, in a second or two.
  if (!signal.aborted) await main?.[Symbol.asyncDispose]();
  const { left } = await reaper.close();
  if (left.length > 0) terminal.say(`golive: left behind, and could not be removed: ${left.join(', ')}`);
}
