import { readJournal } from '../../evidence/journal.ts';
import type { EvidenceRow } from '../../evidence/row.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { concludeRun } from '../conclude-run.ts';
import { explain } from '../explain.ts';
import { openRun } from '../open-run.ts';
import { clearAway } from '../play-run.ts';
import type { RunContext, RunRequest } from '../run-context.ts';
import { stagesFor } from '../stages/list.ts';
import { playStages } from '../stages/play-stages.ts';
import type { Terminal } from '../terminal.ts';

/** One run of a proof: its verdict, or why there was no stack to ask. */
export type Judged = { readonly verdict: Verdict; readonly isLate: boolean } | { readonly whyNot: string };

export interface PlayOptions {
  readonly signal: AbortSignal;
  /** Longer, it is ended and judged by what it has seen. */
  readonly limitMs: number;
  /** Nothing more is asked once a check has failed. */
  readonly stopsAtFirst?: boolean;
  /** Nothing more is asked once this is true of what was seen. */
  readonly isEnough?: (rows: readonly EvidenceRow[]) => boolean;
}

/** A proof says one line of each run: what the run itself would say is in its folder. With each line something was seen. */
const silent = (onLine: () => void): Terminal => ({
  quiet: true,
  progress: onLine,
  result: () => undefined,
  say: () => undefined,
  paint: (_colour, text) => text,
});

/** One run from its first stage to its verdict, silently, and nothing of it left behind. */
export async function playJudged(request: RunRequest, options: PlayOptions): Promise<Judged> {
  const { limitMs, stopsAtFirst = false, isEnough } = options;
  const limit = AbortSignal.timeout(limitMs);
  const enough = new AbortController();
  const signal = AbortSignal.any([options.signal, limit, enough.signal]);
  const startedAt = new Date();
  const seen: { journal?: string } = {};
  const terminal = silent(() => {
    const { journal } = seen;
    if (journal !== undefined && isEnough?.(readJournal(journal).rows) === true) enough.abort();
  });
  const context = await openRun({ ...request, stopsAtFirst }, terminal, signal).catch((error: unknown) => {
    // Ctrl-C takes away what was being looked for.
    if (options.signal.aborted) return explain(error);
    throw error;
  });
  if (typeof context === 'string') return { whyNot: context };
  seen.journal = context.journal;
  try {
    const stages = stagesFor(request);
    let endedEarly: string | null = null;
    for (const stage of stages) {
      if (stopsAtFirst && hasFailed(context)) break;
      const played = await playStages([stage], context);
      if (played.fatal !== undefined) return { whyNot: explain(played.fatal) };
      endedEarly = enough.signal.aborted ? 'enough was seen' : (played.endedEarly ?? endedEarly);
      if (signal.aborted) break;
    }
    if (!context.main) return { whyNot: `no stack within ${limitMs / 1000} s` };
    const verdict = await concludeRun(context, { startedAt, endedEarly, isShown: false });
    return { verdict, isLate: limit.aborted };
  } finally {
    await clearAway(context);
  }
}

function hasFailed({ journal }: RunContext): boolean {
  return readJournal(journal).rows.some(({ outcome }) => outcome === 'fail');
}
