import type { Fault } from '../fault.ts';
import { numbersCounted } from '../numbers-counted.ts';
import { stockWithoutLock } from '../stock-without-lock.ts';
import { editsOverwritten } from '../edits-overwritten.ts';
import { invoicesHalfWritten } from '../invoices-half-written.ts';
import { invoicedTwice } from '../invoiced-twice.ts';
import { savedBeforeAnswer } from '../saved-before-answer.ts';
import { failureNotSaid } from '../failure-not-said.ts';
import { figureKeptFromFirstLook } from '../figure-kept-from-first-look.ts';
import { errorPathKeepsConnection } from '../error-path-keeps-connection.ts';
import { slowStatement } from '../slow-statement.ts';
import { limitCutsBelow } from '../limit-cuts-below.ts';
import { limitNotKept } from '../limit-not-kept.ts';
import { exportRowLeftOut } from '../export-row-left-out.ts';
import { todayInUtc } from '../today-in-utc.ts';
import { migrationEmptiesPhones } from '../migration-empties-phones.ts';
import { cleanUpFails } from '../clean-up-fails.ts';

/** What people write at once, what they are shown and told of it, and what the database makes of it. */
export const dataFaults: readonly Fault[] = [
  numbersCounted,
  stockWithoutLock,
  editsOverwritten,
  invoicesHalfWritten,
  invoicedTwice,
  savedBeforeAnswer,
  failureNotSaid,
  figureKeptFromFirstLook,
  errorPathKeepsConnection,
  slowStatement,
  limitCutsBelow,
  limitNotKept,
  exportRowLeftOut,
  todayInUtc,
  cleanUpFails,
  migrationEmptiesPhones,
];
