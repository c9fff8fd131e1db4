import type { Command } from './command.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';
import { readResume, resumeFlags, resumeOptions } from './resume-request.ts';
import { readShard, shardFlags, shardOptions } from './shard-request.ts';

/** The main job: runs the checklist and gives the verdict. */
export const verify: Command = {
  name: 'verify',
  summary: 'Runs a target’s go-live checklist: GO, NO-GO or INCONCLUSIVE, with evidence for every line.',
  usage: 'golive verify <target> [flags]',
  flags: { ...requestFlags, ...shardFlags, ...resumeFlags },
  options: { ...requestOptions, ...shardOptions, ...resumeOptions },
  async run(input) {
    const shard = readShard(input);
    const asked = { ...(await readRequest(input.values, input.positionals)), shard };
    const request = { ...asked, resume: await readResume(input.values, asked) };
    const part = shard === undefined ? '' : `, shard ${shard.index} of ${shard.of}`;
    const what = `${request.target.title}, profile ${request.profile}${part}`;
    const { playRun } = await import('./play-run.ts');
    return await playRun(request, input, what);
  },
};
