import { part } from './part.ts';

/** Start and load alone. */
export const load = part(
  {
    name: 'load',
    summary:
      'Plays the load alone: calibration, then the users of the target’s mix at its rate. Never ends in GO.',
  },
  ['load'],
  'load',
);
