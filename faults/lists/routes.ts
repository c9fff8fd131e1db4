import type { Fault } from '../fault.ts';
import { unlistedRouteOpen } from '../unlisted-route-open.ts';
import { malformedRouteCrashes } from '../malformed-route-crashes.ts';
import { oddPageEndsService } from '../odd-page-ends-service.ts';
import { filterTakenForSql } from '../filter-taken-for-sql.ts';
import { recordSaysNothing } from '../record-says-nothing.ts';
import { cookieWithoutFlags } from '../cookie-without-flags.ts';
import { passwordHashAnswered } from '../password-hash-answered.ts';
import { customerAddressRuns } from '../customer-address-runs.ts';
import { hoursOfEverybodyListed } from '../hours-of-everybody-listed.ts';
import { jobOfAnotherChanged } from '../job-of-another-changed.ts';
import { missingPageRepeatsAddress } from '../missing-page-repeats-address.ts';

/** What breaks routes and pages that nobody listed. */
export const routeFaults: readonly Fault[] = [
  unlistedRouteOpen,
  malformedRouteCrashes,
  oddPageEndsService,
  filterTakenForSql,
  recordSaysNothing,
  cookieWithoutFlags,
  passwordHashAnswered,
  missingPageRepeatsAddress,
  hoursOfEverybodyListed,
  jobOfAnotherChanged,
  customerAddressRuns,
];
