import { waitAtMost } from '../watch/jitter.ts';
import { spanText } from '../watch/span.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';
import { asLook } from './smoke/as-look.ts';
import { lookOf, placeOf } from './smoke/look-of.ts';
import { signedVersion } from './smoke/signed-version.ts';
import { keepAndTell, type Watching } from './smoke/tell.ts';
import {
  alertFlags,
  alertOptions,
  readAfter,
  readAlertsFlag,
  readHeartbeat,
  readSpan,
  readState,
  stateFlags,
  stateOptions,
} from './smoke/watch-options.ts';

const { target, url, connect, hooks, rehearse, device, only, fault, source, reports } = requestOptions;
const kept = { target, url, connect, hooks, rehearse, device, only, fault, source, reports };
const flags = Object.fromEntries(
  Object.entries(requestFlags).filter(([flag]) => (flag.split(' ')[0] ?? '').slice(2) in kept),
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
    ...stateFlags,
    ...alertFlags,
    '--after <number>': 'looks in a row that must fail before people are told; 3 if left out',
    '--heartbeat <address>': 'asked for after each look, for who waits for it',
    '--jitter <time>': 'waits so long at most before it looks: 30s',
  },
  options: {
    ...kept,
    release: { type: 'string' },
    signed: { type: 'string' },
    ...stateOptions,
    ...alertOptions,
    after: { type: 'string' },
    heartbeat: { type: 'string' },
    jitter: { type: 'string' },
  },
  async run(input) {
    const { values, positionals, terminal, signal } = input;
    if (values['url'] === undefined && values['rehearse'] !== true && values['fault'] === undefined) {
      throw new UsageError('missing-argument', 'golive smoke: expected --url https://…, or --rehearse');
    }
    // What verify takes for a statement of the deployed release is the wanted version here.
    const asked = await readRequest({ ...values, stack: 'attach', release: undefined }, positionals);
    const request = asLook(asked, signedVersion(values, asked.target.name));
    const watching = readWatching(values);
    const jitterMs = readSpan(values, 'jitter') ?? 0;
    const waitedMs = await waitAtMost(jitterMs, signal);
    if (jitterMs > 0) terminal.progress(`waited ${spanText(waitedMs)} of at most ${spanText(jitterMs)}`);
    let hasArrived = true;
    const { playRun } = await import('./play-run.ts');
    const code = await playRun(
      request,
      input,
      `a look at ${request.target.title}`,
      async (verdict, context) => {
        if (watching === undefined) return;
        const notes = (await context.main?.attached?.main.guard?.notes()) ?? [];
        hasArrived = await keepAndTell(lookOf(verdict, placeOf(context), notes), watching, terminal);
      },
    );
    // A look that was good, and that nobody could be told of, must not look good to the scheduler.
    return code === exitCodes.GO && !hasArrived ? exitCodes.environment : code;
  },
};

/** A rehearsal and a part of a look are kept only where somebody says where. */
function readWatching(values: CommandInput['values']): Watching | undefined {
  const alerts = readAlertsFlag(values);
  const after = readAfter(values, alerts);
  const heartbeat = readHeartbeat(values, alerts);
  const isWhole = values['url'] !== undefined && values['only'] === undefined;
  if (!isWhole && values['state'] === undefined) return undefined;
  return { state: readState(values), alerts, after, heartbeat };
}
