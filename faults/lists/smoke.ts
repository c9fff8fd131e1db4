import { cleanUpStopped } from '../clean-up-stopped.ts';
import type { Fault } from '../fault.ts';
import { listAnswers503 } from '../list-answers-503.ts';
import { newestBackupShrank } from '../newest-backup-shrank.ts';
import { newestBackupTooOld } from '../newest-backup-too-old.ts';
import { pageAsksWithoutEnd } from '../page-asks-without-end.ts';
import { pageWritesByItself } from '../page-writes-by-itself.ts';

/** What goes wrong where people work, after the release was good. */
export const smokeFaults: readonly Fault[] = [
  pageWritesByItself,
  pageAsksWithoutEnd,
  listAnswers503,
  newestBackupTooOld,
  newestBackupShrank,
  cleanUpStopped,
];
