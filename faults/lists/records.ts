import type { Fault } from '../fault.ts';
import { anybodyIsATechnician } from '../anybody-is-a-technician.ts';
import { newVersionNotTold } from '../new-version-not-told.ts';
import { pagerOneTooFar } from '../pager-one-too-far.ts';
import { passwordChangeEndsAll } from '../password-change-ends-all.ts';
import { retryAfterAnHour } from '../retry-after-an-hour.ts';
import { retryAfterTooSoon } from '../retry-after-too-soon.ts';
import { slowInvoice } from '../slow-invoice.ts';
import { writeAnswersNothing } from '../write-answers-nothing.ts';

/** What a system says of single records and single people, and what it takes for one. */
export const recordFaults: readonly Fault[] = [
  writeAnswersNothing,
  anybodyIsATechnician,
  passwordChangeEndsAll,
  retryAfterTooSoon,
  retryAfterAnHour,
  pagerOneTooFar,
  newVersionNotTold,
  slowInvoice,
];
