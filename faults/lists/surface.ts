import type { Fault } from '../fault.ts';
import { secretInSource } from '../secret-in-source.ts';
import { secretOnceCommitted } from '../secret-once-committed.ts';
import { loginInTheReadme } from '../login-in-the-readme.ts';
import { tokenKeyPublished } from '../token-key-published.ts';
import { signatureNotChecked } from '../signature-not-checked.ts';
import { maintenanceRemovesVolumes } from '../maintenance-removes-volumes.ts';
import { packageWithAdvisory } from '../package-with-advisory.ts';
import { serviceWorkerKeptForDays } from '../service-worker-kept-for-days.ts';
import { assetsNeverKept } from '../assets-never-kept.ts';
import { redirectLeadsNowhere } from '../redirect-leads-nowhere.ts';
import { redirectsInACircle } from '../redirects-in-a-circle.ts';
import { unknownPersonRefusedAtOnce } from '../unknown-person-refused-at-once.ts';
import { unknownPersonNamed } from '../unknown-person-named.ts';
import { loginFilledIn } from '../login-filled-in.ts';
import { textTooPale } from '../text-too-pale.ts';
import { consoleShowsToken } from '../console-shows-token.ts';
import { consoleFullOfErrors } from '../console-full-of-errors.ts';
import { firstPageTooHeavy } from '../first-page-too-heavy.ts';
import { pagesInOneBundle } from '../pages-in-one-bundle.ts';
import { keptOnSecondVisit } from '../kept-on-second-visit.ts';
import { oldTlsSpoken } from '../old-tls-spoken.ts';
import { secretIsAPlaceholder } from '../secret-is-a-placeholder.ts';
import { logsHoldRelayKey } from '../logs-hold-relay-key.ts';
import { secretOfTheReadme } from '../secret-of-the-readme.ts';
import { cameraStaysDead } from '../camera-stays-dead.ts';
import { pageEmptyOnceResumed } from '../page-empty-once-resumed.ts';
import { waitingSignatureLost } from '../waiting-signature-lost.ts';
import { waitingChangeForgotten } from '../waiting-change-forgotten.ts';
import { phoneKeepsFirstRelease } from '../phone-keeps-first-release.ts';
import { rootInAContainer } from '../root-in-a-container.ts';

/** What a stranger and a phone see of a release: its files, keys, headers, caches and pages. */
export const surfaceFaults: readonly Fault[] = [
  secretInSource,
  secretOnceCommitted,
  loginInTheReadme,
  tokenKeyPublished,
  signatureNotChecked,
  maintenanceRemovesVolumes,
  packageWithAdvisory,
  serviceWorkerKeptForDays,
  assetsNeverKept,
  redirectLeadsNowhere,
  redirectsInACircle,
  unknownPersonRefusedAtOnce,
  unknownPersonNamed,
  loginFilledIn,
  textTooPale,
  consoleShowsToken,
  consoleFullOfErrors,
  firstPageTooHeavy,
  pagesInOneBundle,
  keptOnSecondVisit,
  oldTlsSpoken,
  secretIsAPlaceholder,
  secretOfTheReadme,
  logsHoldRelayKey,
  phoneKeepsFirstRelease,
  cameraStaysDead,
  pageEmptyOnceResumed,
  waitingChangeForgotten,
  waitingSignatureLost,
  rootInAContainer,
];
