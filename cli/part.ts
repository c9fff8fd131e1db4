import { catalogue } from '../checks/catalogue.ts';
import type { SuiteName } from '../checks/check.ts';
import type { Command } from './command.ts';
import { playRun } from './play-run.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';

/** A command that starts the stack and asks some suites alone: a partial run, so never GO. */
export function part(
  command: Pick<Command, 'name' | 'summary'>,
  suites: readonly SuiteName[],
  what: string,
): Command {
  return {
    ...command,
    usage: `golive ${command.name} <target> [flags]`,
    flags: requestFlags,
    options: requestOptions,
    async run(input) {
      const asked = await readRequest(input.values, input.positionals, suites);
      const own = catalogue.filter(({ suite }) => suites.includes(suite)).map(({ id }) => id);
      const request = { ...asked, only: asked.only.length > 0 ? asked.only : own };
      return await playRun(request, input, `${what} of ${request.target.title}`);
    },
  };
}
