import { part } from './part.ts';

/** Start, preflight and the restore drill alone. */
export const drill = part(
  {
    name: 'drill',
    summary:
      'Plays the restore drill alone: backup, disaster, restore elsewhere, comparison. Never ends in GO.',
  },
  ['preflight', 'drill'],
  'restore drill',
);
