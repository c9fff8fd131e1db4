import { StackError } from '../../stack/stack-error.ts';
import type { RunContext } from '../run-context.ts';
import type { Stage } from './stage.ts';
import { takeTurn } from './turn.ts';

/** How the list of stages ended. */
export interface PlayedStages {
  /** Why the run ended early, or null. */
  readonly endedEarly: string | null;
  /** Why there never was a stack to ask; undefined where there was one. */
  readonly fatal: unknown;
}

/** Runs one stage within its deadline. Its open checks stay unmeasured, and so inconclusive, when it passes it. */
async function runStage(stage: Stage, context: RunContext): Promise<string> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), stage.deadlineMs);
  const signal = AbortSignal.any([context.signal, deadline.signal]);
  const limited: RunContext = Object.create(context, { signal: { value: signal } });
  const ended = new Promise<string>((resolve) => {
    signal.addEventListener('abort', () => resolve(deadline.signal.aborted ? 'deadline' : 'interrupted'), {
      once: true,
    });
  });
  const work = stage.run(limited).then(() => 'done');
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearTimeout(timer);
    // The main stack is a field of the run, not of the stage's view of it.
    if (Object.hasOwn(limited, 'main')) context.main = limited.main;
    if (Object.hasOwn(limited, 'prepared')) context.prepared = limited.prepared;
    work.catch((error: unknown) => {
      // After an interruption everything is taken from under it: that it fails then is no news.
      if (deadline.signal.aborted) context.report(`after its end, ${stage.name} says: ${String(error)}`);
    });
  }
}

/** What looks at production takes seconds, and waits for nobody. */
async function turnOf(
  { isAlone }: Stage,
  context: RunContext,
  take: typeof takeTurn,
): Promise<Disposable | undefined> {
  if (context.request.profile === 'smoke' || context.signal.aborted) return undefined;
  return await take(isAlone === true ? 'alone' : 'beside', context);
}

/**
 * Plays stages in their order. A stage that fails does not keep the others from being tried, except that without a
 * stack there is nothing to ask: then what it failed with is handed back, for the caller to say.
 */
export async function playStages(
  stages: readonly Stage[],
  context: RunContext,
  take = takeTurn,
): Promise<PlayedStages> {
  const { terminal } = context;
  let endedEarly: string | null = null;
  for (const stage of stages) {
    using _turn = await turnOf(stage, context, take);
    if (context.signal.aborted) return { endedEarly: `interrupted before ${stage.name}`, fatal: undefined };
    const startedAt = performance.now();
    terminal.progress(terminal.paint('bold', `${stage.name}: ${stage.summary}`));
    let outcome: string;
    let failure: unknown;
    try {
      outcome = await runStage(stage, context);
    } catch (error) {
      outcome = 'failed';
      failure = error;
      endedEarly = `${stage.name} could not run: ${error instanceof Error ? error.message : String(error)}`;
    }
    const durationMs = Math.round(performance.now() - startedAt);
    context.stageTimes.push({ name: stage.name, durationMs, budgetMs: stage.budgetMs, outcome });
    if (outcome === 'deadline') {
      endedEarly = `${stage.name} passed its deadline of ${stage.deadlineMs / 1000} s`;
      if (!context.main) failure = new StackError('not-ready', endedEarly);
    }
    if (outcome === 'interrupted') return { endedEarly: `interrupted in ${stage.name}`, fatal: undefined };
    if (failure !== undefined && !context.main) return { endedEarly, fatal: failure };
    if (failure !== undefined) terminal.say(terminal.paint('red', endedEarly ?? ''));
    terminal.progress(
      `  ${stage.name} ${outcome} in ${(durationMs / 1000).toFixed(1)} s (budget ${stage.budgetMs / 1000} s)`,
    );
  }
  return { endedEarly, fatal: undefined };
}
