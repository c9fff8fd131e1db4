import {
  distributedFlags,
  distributedOptions,
  readDistributed,
  readPlayPart,
} from './distributed-request.ts';
import { part } from './part.ts';
import type { Command } from './command.ts';

const alone = part(
  {
    name: 'load',
    summary:
      'Plays the load alone: calibration, then the users of the target’s mix at its rate. Never ends in GO.',
  },
  ['load'],
  'load',
  (input) => ({ distributed: readDistributed(input) }),
);

/** Start and load alone; or a part of a load that several machines play. */
export const load: Command = {
  ...alone,
  flags: { ...alone.flags, ...distributedFlags },
  options: { ...alone.options, ...distributedOptions },
  async run(input) {
    const asked = readPlayPart(input);
    if (asked === undefined) return await alone.run(input);
    const { playPartHere } = await import('./play-part-here.ts');
    return await playPartHere(asked, input);
  },
};
