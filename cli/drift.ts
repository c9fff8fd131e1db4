import { UsageError, type Command } from './command.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';

const {
  '--stack auto|process|docker|attach': _stack,
  '--only <check>[/<subject>]': _only,
  '--shape <name>': _servers,
  ...flags
} = requestFlags;
const { stack: _kind, only: _filter, shape: _shape, ...options } = requestOptions;

/** Two deployments alone: a partial run, so never GO. */
export const drift: Command = {
  name: 'drift',
  summary:
    'Compares two deployments: headers, versions, limits, names of environment variables. Never ends in GO.',
  usage: 'golive drift <target> --url <https://…> --compare-url <https://…> [flags]',
  flags,
  options,
  async run(input) {
    const { values, positionals } = input;
    if (values['rehearse'] !== true && (values['url'] === undefined || values['compare-url'] === undefined)) {
      throw new UsageError('missing-argument', 'golive drift: expected --url and --compare-url');
    }
    const asked = await readRequest({ ...values, stack: 'attach' }, positionals);
    const request = { ...asked, only: ['drift.none'] };
    const { playRun } = await import('./play-run.ts');
    return await playRun(request, input, `drift of ${request.target.title}`);
  },
};
