import type { Fault } from '../fault.ts';
import { customersWithoutEMailUnlisted } from '../customers-without-e-mail-unlisted.ts';
import { movedPhotoKeepsOldRow } from '../moved-photo-keeps-old-row.ts';
import { movedPhotosCutShort } from '../moved-photos-cut-short.ts';
import { newestMigrationNotRun } from '../newest-migration-not-run.ts';
import { somePeopleUnserved } from '../some-people-unserved.ts';

/** What a plan says in figures of load, time and data that are moved. */
export const figureFaults: readonly Fault[] = [
  somePeopleUnserved,
  newestMigrationNotRun,
  customersWithoutEMailUnlisted,
  movedPhotoKeepsOldRow,
  movedPhotosCutShort,
];
