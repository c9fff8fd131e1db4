import type { Fault } from './fault.ts';
import { headerStripped } from './header-stripped.ts';
import { assetsLoseHeaders } from './assets-lose-headers.ts';
import { corsOpen } from './cors-open.ts';
import { compressionLost } from './compression-lost.ts';
import { malformedInputCrashes } from './malformed-input-crashes.ts';
import { renewalFails } from './renewal-fails.ts';
import { slowAnswers } from './slow-answers.ts';
import { onePercentErrors } from './one-percent-errors.ts';
import { slowPages } from './slow-pages.ts';
import { manifestWithoutIcons } from './manifest-without-icons.ts';
import { manifestOpensATab } from './manifest-opens-a-tab.ts';
import { noTouchIcon } from './no-touch-icon.ts';
import { serviceWorkerCachesNothing } from './service-worker-caches-nothing.ts';
import { serviceWorkerNotThere } from './service-worker-not-there.ts';
import { deliveredTwice } from './delivered-twice.ts';
import { successWithoutRow } from './success-without-row.ts';
import { comingSoonPage } from './coming-soon-page.ts';
import { errorToldAsSuccess } from './error-told-as-success.ts';
import { editNotShownAgain } from './edit-not-shown-again.ts';
import { figureHardCoded } from './figure-hard-coded.ts';
import { pageTooWide } from './page-too-wide.ts';
import { somebodyElseSignedIn } from './somebody-else-signed-in.ts';
import { photoBytesChange } from './photo-bytes-change.ts';
import { readinessLies } from './readiness-lies.ts';
import { healthSaysNo } from './health-says-no.ts';
import { manualLookUpBroken } from './manual-look-up-broken.ts';
import { cameraSwitchDead } from './camera-switch-dead.ts';
import { scanPhotosTooSmall } from './scan-photos-too-small.ts';
import { cameraForbidden } from './camera-forbidden.ts';
import { dispatchMoveNotSaved } from './dispatch-move-not-saved.ts';
import { signatureNotKept } from './signature-not-kept.ts';
import { timeRoundedDown } from './time-rounded-down.ts';
import { usedPartsBookedOnce } from './used-parts-booked-once.ts';
import { invoiceOutOfBalance } from './invoice-out-of-balance.ts';
import { exportLeavesOutHours } from './export-leaves-out-hours.ts';
import { plainPassword } from './plain-password.ts';
import { refreshGivesNothing } from './refresh-gives-nothing.ts';
import { logoutKeepsSession } from './logout-keeps-session.ts';
import { firstPasswordKept } from './first-password-kept.ts';
import { lockoutForgets } from './lockout-forgets.ts';
import { stockOutOfBalance } from './stock-out-of-balance.ts';
import { writesLostUnderLoad } from './writes-lost-under-load.ts';
import { backupMissesTable } from './backup-misses-table.ts';
import { restoreLosesNewestRows } from './restore-loses-newest-rows.ts';
import { backupFails } from './backup-fails.ts';
import { scannerUnreadable } from './scanner-unreadable.ts';
import { adminRightsLent } from './admin-rights-lent.ts';
import { photosOpenToStrangers } from './photos-open-to-strangers.ts';
import { tokenLivesADay } from './token-lives-a-day.ts';
import { pagesUnbounded } from './pages-unbounded.ts';
import { listSaysNothing } from './list-says-nothing.ts';
import { claimedAddressBelieved } from './claimed-address-believed.ts';
import { loginLimitByName } from './login-limit-by-name.ts';
import { loginLimitForAll } from './login-limit-for-all.ts';
import { loginUnlimited } from './login-unlimited.ts';
import { restoreLosesSequence } from './restore-loses-sequence.ts';
import { restoreDropsTrigger } from './restore-drops-trigger.ts';
import { restoreFails } from './restore-fails.ts';
import { damageNotNoticed } from './damage-not-noticed.ts';
import { restoredPasswordsLost } from './restored-passwords-lost.ts';
import { plainHttpServed } from './plain-http-served.ts';
import { largePhotosRefused } from './large-photos-refused.ts';
import { anyFileIsAPhoto } from './any-file-is-a-photo.ts';
import { fieldsIgnored } from './fields-ignored.ts';
import { scannerKeepsFirst } from './scanner-keeps-first.ts';
import { scannerInvents } from './scanner-invents.ts';
import { restoreLosesPhoto } from './restore-loses-photo.ts';
import { restoreTooSlow } from './restore-too-slow.ts';
import { restoreLosesRow } from './restore-loses-row.ts';
import { restoreSwapsValues } from './restore-swaps-values.ts';
import { restoreDisablesTrigger } from './restore-disables-trigger.ts';
import { restoreDropsConstraint } from './restore-drops-constraint.ts';
import { restoreLeavesKeyUnproved } from './restore-leaves-key-unproved.ts';
import { restoreLosesGrant } from './restore-loses-grant.ts';
import { restoreReplacesPhoto } from './restore-replaces-photo.ts';
import { restoreAddsOrphanPhoto } from './restore-adds-orphan-photo.ts';
import { backupFailsSilently } from './backup-fails-silently.ts';
import { backupTooOld } from './backup-too-old.ts';
import { backupsNotKept } from './backups-not-kept.ts';
import { oldBackupsStay } from './old-backups-stay.ts';
import { backupReadable } from './backup-readable.ts';
import { anyKeyOpensBackup } from './any-key-opens-backup.ts';
import { generatorStarved } from './generator-starved.ts';
import { storedPhotosSwapped } from './stored-photos-swapped.ts';
import { environmentFileServed } from './environment-file-served.ts';
import { sqlPauses } from './sql-pauses.ts';
import { confirmedBeforeStored } from './confirmed-before-stored.ts';
import { unstoredPhotoConfirmed } from './unstored-photo-confirmed.ts';
import { fullDiskToldAsStored } from './full-disk-told-as-stored.ts';
import { readyOnFullDisk } from './ready-on-full-disk.ts';
import { readyBeforeServing } from './ready-before-serving.ts';
import { migrationBreaksReleaseBefore } from './migration-breaks-release-before.ts';
import { writesKeptInMemory } from './writes-kept-in-memory.ts';
import { oneLockForAllJobs } from './one-lock-for-all-jobs.ts';
import { commonPassword } from './common-password.ts';
import { logsHoldTokens } from './logs-hold-tokens.ts';
import { typedScriptRuns } from './typed-script-runs.ts';
import { tenantRightsLent } from './tenant-rights-lent.ts';
import { nameLeadsElsewhere } from './name-leads-elsewhere.ts';
import { certificateEndsSoon } from './certificate-ends-soon.ts';
import { chainCutShort } from './chain-cut-short.ts';
import { certificateOfAnother } from './certificate-of-another.ts';
import { portLeftOpen } from './port-left-open.ts';
import { oldVersionRuns } from './old-version-runs.ts';
import { stagingHeaderDiffers } from './staging-header-differs.ts';
import { stagingLimitDiffers } from './staging-limit-differs.ts';
import { stagingVariableMissing } from './staging-variable-missing.ts';
import { stagingVersionDiffers } from './staging-version-differs.ts';
import { aroundFaults } from './lists/around.ts';
import { dataFaults } from './lists/data.ts';
import { documentFaults } from './lists/documents.ts';
import { figureFaults } from './lists/figures.ts';
import { operationFaults } from './lists/operation.ts';
import { recordFaults } from './lists/records.ts';
import { routeFaults } from './lists/routes.ts';
import { secondFactorFaults } from './lists/second-factor.ts';
import { smokeFaults } from './lists/smoke.ts';
import { surfaceFaults } from './lists/surface.ts';

/** Every fault that can be planted; one file each. */
export const faults: readonly Fault[] = [
  headerStripped,
  assetsLoseHeaders,
  corsOpen,
  compressionLost,
  malformedInputCrashes,
  slowAnswers,
  onePercentErrors,
  oneLockForAllJobs,
  slowPages,
  manifestWithoutIcons,
  manifestOpensATab,
  noTouchIcon,
  serviceWorkerCachesNothing,
  serviceWorkerNotThere,
  deliveredTwice,
  successWithoutRow,
  comingSoonPage,
  errorToldAsSuccess,
  editNotShownAgain,
  figureHardCoded,
  pageTooWide,
  somebodyElseSignedIn,
  photoBytesChange,
  readinessLies,
  healthSaysNo,
  manualLookUpBroken,
  cameraSwitchDead,
  scanPhotosTooSmall,
  cameraForbidden,
  dispatchMoveNotSaved,
  signatureNotKept,
  timeRoundedDown,
  usedPartsBookedOnce,
  invoiceOutOfBalance,
  exportLeavesOutHours,
  plainPassword,
  logoutKeepsSession,
  refreshGivesNothing,
  firstPasswordKept,
  lockoutForgets,
  stockOutOfBalance,
  writesLostUnderLoad,
  confirmedBeforeStored,
  unstoredPhotoConfirmed,
  fullDiskToldAsStored,
  readyOnFullDisk,
  readyBeforeServing,
  migrationBreaksReleaseBefore,
  writesKeptInMemory,
  backupMissesTable,
  restoreLosesNewestRows,
  backupFails,
  scannerUnreadable,
  adminRightsLent,
  photosOpenToStrangers,
  tokenLivesADay,
  pagesUnbounded,
  listSaysNothing,
  loginUnlimited,
  loginLimitByName,
  loginLimitForAll,
  claimedAddressBelieved,
  restoreLosesSequence,
  restoreDropsTrigger,
  restoreFails,
  damageNotNoticed,
  restoredPasswordsLost,
  plainHttpServed,
  largePhotosRefused,
  anyFileIsAPhoto,
  fieldsIgnored,
  scannerKeepsFirst,
  scannerInvents,
  restoreLosesPhoto,
  restoreTooSlow,
  restoreLosesRow,
  restoreSwapsValues,
  restoreDisablesTrigger,
  restoreDropsConstraint,
  restoreLeavesKeyUnproved,
  restoreLosesGrant,
  restoreReplacesPhoto,
  restoreAddsOrphanPhoto,
  backupFailsSilently,
  backupTooOld,
  backupsNotKept,
  oldBackupsStay,
  backupReadable,
  anyKeyOpensBackup,
  generatorStarved,
  storedPhotosSwapped,
  environmentFileServed,
  sqlPauses,
  commonPassword,
  logsHoldTokens,
  typedScriptRuns,
  tenantRightsLent,
  nameLeadsElsewhere,
  certificateEndsSoon,
  chainCutShort,
  certificateOfAnother,
  portLeftOpen,
  oldVersionRuns,
  renewalFails,
  stagingHeaderDiffers,
  stagingLimitDiffers,
  stagingVariableMissing,
  stagingVersionDiffers,
  ...routeFaults,
  ...surfaceFaults,
  ...dataFaults,
  ...figureFaults,
  ...recordFaults,
  ...aroundFaults,
  ...secondFactorFaults,
  ...smokeFaults,
  ...operationFaults,
  ...documentFaults,
];

export function findFault(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id);
}
