import { alertNotSent } from '../alert-not-sent.ts';
import { alertsLost } from '../alerts-lost.ts';
import { backupsOfAWeekMissing } from '../backups-of-a-week-missing.ts';
import { databaseDiskOpen } from '../database-disk-open.ts';
import { databaseSpokenToOpenly } from '../database-spoken-to-openly.ts';
import { developmentModeRuns } from '../development-mode-runs.ts';
import { diskNotWatched } from '../disk-not-watched.ts';
import type { Fault } from '../fault.ts';
import { keptFilesNotBackedUp } from '../kept-files-not-backed-up.ts';
import { keyInTheSource } from '../key-in-the-source.ts';
import { logsWithoutEnd } from '../logs-without-end.ts';
import { neighbourSilenceHidden } from '../neighbour-silence-hidden.ts';
import { neighbourWaitedFor } from '../neighbour-waited-for.ts';
import { watchAsleep } from '../watch-asleep.ts';

/** What goes wrong around a system that runs: its watch, its keys, its logs, its neighbours. */
export const operationFaults: readonly Fault[] = [
  developmentModeRuns,
  backupsOfAWeekMissing,
  watchAsleep,
  alertsLost,
  databaseSpokenToOpenly,
  keyInTheSource,
  neighbourWaitedFor,
  neighbourSilenceHidden,
  logsWithoutEnd,
  alertNotSent,
  diskNotWatched,
  databaseDiskOpen,
  keptFilesNotBackedUp,
];
