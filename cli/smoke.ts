import { asLook } from './smoke/as-look.ts';
import { signedVersion } from './smoke/signed-version.ts';
import { UsageError, type Command } from './command.ts';
import { playRun } from './play-run.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';

const kept = [
  'url',
  'connect',
  'hooks',
  'rehearse',
  'target',
  'device',
  'only',
  'fault',
  'reports',
  'source',
] as const;
const options = Object.fromEntries(kept.map((name) => [name, requestOptions[name]]));
const flags = Object.fromEntries(
  Object.entries(requestFlags).filter(([flag]) => kept.some((name) => flag.split(' ')[0] === `--${name}`)),
);

/** A look at what people work with: seconds, read-only, as often as one likes. */
export const smoke: Command = {
  name: 'smoke',
  summary: 'Looks at a system that people work with: read-only, one person, one phone, in seconds.',
  usage: 'golive smoke <target> --url <https://…> [flags]',
  flags: {
    ...flags,
    '--release <version>': 'the version that must run',
    '--signed <run>': 'the run whose GO was signed: its version must run',
  },
  options: { ...options, release: { type: 'string' }, signed: { type: 'string' } },
  async run(input) {
    const { values, positionals } = input;
    if (values['url'] === undefined && values['rehearse'] !== true && values['fault'] === undefined) {
      throw new UsageError('missing-argument', 'golive smoke: expected --url https://…, or --rehearse');
    }
    const asked = await readRequest({ ...values, stack: 'attach' }, positionals);
    const request = asLook(asked, signedVersion(values, asked.target.name));
    return await playRun(request, input, `a look at ${request.target.title}`);
  },
};
