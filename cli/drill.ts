import { catalogue } from '../checks/catalogue.ts';
import type { Command } from './command.ts';
import { concludeRun } from './conclude-run.ts';
import { exitCodes } from './exit-codes.ts';
import { openRun } from './open-run.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';
import { stagesFor } from './stages/list.ts';
import { playStages } from './stages/play-stages.ts';

const { '--only <check>': _only, ...flags } = requestFlags;
const { only: _filter, ...options } = requestOptions;

/** Start, preflight and the restore drill alone: a partial run, so never GO. */
export const drill: Command = {
  name: 'drill',
  summary:
    'Plays the restore drill alone: backup, disaster, restore elsewhere, comparison. Never ends in GO.',
  usage: 'golive drill <target> [flags]',
  flags,
  options,
  async run({ values, positionals, terminal, signal }) {
    const asked = await readRequest(values, positionals);
    const own = catalogue
      .filter(({ suite }) => suite === 'preflight' || suite === 'drill')
      .map(({ id }) => id);
    const request = { ...asked, only: asked.only.length > 0 ? asked.only : own };
    const context = await openRun(request, terminal, signal);
    const startedAt = new Date();
    terminal.progress(`run ${context.id}: restore drill of ${request.target.title}, process stack`);
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
