import { existsSync } from 'node:fs';
import { deliverAll } from '../watch/deliver.ts';
import { spanText } from '../watch/span.ts';
import { noteSilence } from '../watch/store/note-silence.ts';
import { openState } from '../watch/store/open-state.ts';
import { watchedPlaces } from '../watch/store/read-looks.ts';
import { UsageError, type Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { channelNames } from './smoke/tell.ts';
import {
  alertFlags,
  alertOptions,
  readAlertsFlag,
  readSpan,
  readState,
  stateFlags,
  stateOptions,
} from './smoke/watch-options.ts';

/** Who watches the watcher: that no look was taken is news as well. */
export const watchdog: Command = {
  name: 'watchdog',
  summary: 'Says, and tells whom it must, where no look was taken for too long.',
  usage: 'golive watchdog [target] --within <time> [flags]',
  flags: {
    '--within <time>': 'a look was due within this time: 30m, 2h',
    ...stateFlags,
    ...alertFlags,
  },
  options: { within: { type: 'string' }, ...stateOptions, ...alertOptions },
  async run({ values, positionals, terminal }) {
    refuseSurplus('watchdog', positionals, 1);
    const withinMs = readSpan(values, 'within');
    if (withinMs === undefined)
      throw new UsageError('missing-argument', 'golive watchdog: expected --within 2h');
    const [target] = positionals;
    const alerts = readAlertsFlag(values);
    const state = readState(values);
    if (!existsSync(state)) {
      terminal.say(`golive: ${state}: no look was ever kept here`);
      return exitCodes['NO-GO'];
    }
    const database = openState(state);
    try {
      const watched = watchedPlaces(database).filter(
        (each) => target === undefined || each.target === target,
      );
      const now = new Date();
      const names = channelNames(alerts).alerts;
      const silent = noteSilence(database, { withinMs, target, alerts: names, now });
      const { failed } = await deliverAll(database, alerts.channels);
      for (const text of failed) terminal.say(`golive: ${text}`);
      for (const {
        watched: { title, place },
        forMs,
      } of silent) {
        terminal.result(
          `${title} (${place}): no look for ${spanText(forMs)}, one was due within ${spanText(withinMs)}`,
        );
      }
      if (watched.length === 0) terminal.result(`no look was ever kept of ${target ?? 'anything'}`);
      else if (silent.length === 0)
        terminal.result(`${watched.length} looked at within ${spanText(withinMs)}`);
      if (values['json'] === true) process.stdout.write(`${JSON.stringify({ watched, silent, failed })}\n`);
      if (silent.length > 0 || watched.length === 0) return exitCodes['NO-GO'];
      return failed.length > 0 ? exitCodes.environment : exitCodes.GO;
    } finally {
      database.close();
    }
  },
};
