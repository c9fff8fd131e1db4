import type { Command } from './command.ts';
import { previousFlags, previousOptions, readPrevious } from './previous-request.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';
import { readResume, resumeFlags, resumeOptions } from './resume-request.ts';
import { readShard, shardFlags, shardOptions } from './shard-request.ts';

/** The main job: runs the checklist and gives the verdict. */
export const verify: Command = {
  name: 'verify',
  summary: 'Runs a target’s go-live checklist: GO, NO-GO or INCONCLUSIVE, with evidence for every line.',
  usage: 'golive verify <target> [flags]',
  flags: { ...requestFlags, ...previousFlags, ...shardFlags, ...resumeFlags },
  options: { ...requestOptions, ...previousOptions, ...shardOptions, ...resumeOptions },
  async run(input) {
    const shard = readShard(input);
    const whole = await readRequest(input.values, input.positionals);
    const previous = await readPrevious(input.values, whole);
    const asked = { ...whole, shard, previous };
    const request = { ...asked, resume: await readResume(input.values, asked) };
    const part = shard === undefined ? '' : `, shard ${shard.index} of ${shard.of}`;
    const what = `${request.target.title}, profile ${request.profile}${part}`;
    const { playRun } = await import('./play-run.ts');
    return await playRun(request, input, what);
  },
};
