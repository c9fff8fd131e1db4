import type { Command } from './command.ts';
import { concludeRun } from './conclude-run.ts';
import { exitCodes } from './exit-codes.ts';
import { openRun } from './open-run.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';
import { stagesFor } from './stages/list.ts';
import { playStages } from './stages/play-stages.ts';

/** The main job: runs the checklist and gives the verdict. */
export const verify: Command = {
  name: 'verify',
  summary: 'Runs a target’s go-live checklist: GO, NO-GO or INCONCLUSIVE, with evidence for every line.',
  usage: 'golive verify <target> [flags]',
  flags: requestFlags,
  options: requestOptions,
  async run({ values, positionals, terminal, signal }) {
    const request = await readRequest(values, positionals);
    const context = await openRun(request, terminal, signal);
    const startedAt = new Date();
    terminal.progress(
      `run ${context.id}: ${request.target.title}, profile ${request.profile}, process stack`,
    );
    try {
      const endedEarly = await playStages(stagesFor(request.only), context);
      const verdict = await concludeRun(context, { startedAt, endedEarly });
      if (values['json'] === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
      return signal.aborted ? exitCodes.interrupted : exitCodes[verdict.decision];
    } finally {
      await context.main?.[Symbol.asyncDispose]();
      await context.reaper.close();
    }
  },
};
