import { catalogue } from '../checks/catalogue.ts';
import type { SuiteName } from '../checks/check.ts';
import type { Command, CommandInput } from './command.ts';
import type { RunRequest } from './run-context.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';

/** A command that starts the stack and asks some suites alone: a partial run, so never GO. */
export function part(
  command: Pick<Command, 'name' | 'summary'>,
  suites: readonly SuiteName[],
  what: string,
  /** What a command of its own flags adds to the request. */
  more: (input: CommandInput) => Partial<RunRequest> = () => ({}),
): Command {
  return {
    ...command,
    usage: `golive ${command.name} <target> [flags]`,
    flags: requestFlags,
    options: requestOptions,
    async run(input) {
      const added = more(input);
      const asked = { ...(await readRequest(input.values, input.positionals, suites)), ...added };
      const own = catalogue
        .filter(({ suite, profiles }) => suites.includes(suite) && profiles.includes(asked.profile))
        .map(({ id }) => id);
      const request = { ...asked, only: asked.only.length > 0 ? asked.only : own };
      const { playRun } = await import('./play-run.ts');
      return await playRun(request, input, `${what} of ${request.target.title}`);
    },
  };
}
