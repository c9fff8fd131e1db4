import type { Command } from './command.ts';
import { playRun } from './play-run.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';

/** The main job: runs the checklist and gives the verdict. */
export const verify: Command = {
  name: 'verify',
  summary: 'Runs a target’s go-live checklist: GO, NO-GO or INCONCLUSIVE, with evidence for every line.',
  usage: 'golive verify <target> [flags]',
  flags: requestFlags,
  options: requestOptions,
  async run(input) {
    const request = await readRequest(input.values, input.positionals);
    const what = `${request.target.title}, profile ${request.profile}`;
    return await playRun(request, input, what);
  },
};
