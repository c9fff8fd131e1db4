import { isNotApplicable } from '../../../targets/schema/common.ts';
import type { Target } from '../../../targets/schema/target.ts';
import type { DeploymentDefect } from './defect.ts';

const hourMs = 3_600_000;
const usualBytes = 48_000_000;
const nights = 32;

/** A backup each night, as somebody’s list of them says it. */
export function backupsOf(defect: DeploymentDefect): readonly string[] {
  const { newestBackup: { hoursOld = 5, share = 1 } = {}, weekWithoutBackups = false } = defect;
  return Array.from({ length: nights }, (_, night) => night)
    .filter((night) => !weekWithoutBackups || night < 10 || night > 16)
    .map((night) => {
      const at = new Date(Date.now() - (hoursOld + night * 24) * hourMs).toISOString();
      return `${at} ${Math.round(usualBytes * (night === 0 ? share : 1))} nightly`;
    });
}

/** Who watches it has looked a minute ago, as its own note of that says it. */
export function watchersOf({ deployed }: Target, { watch = {} }: DeploymentDefect): readonly string[] {
  const { hoursOld = 1 / 60, alertsLost = 0 } = watch;
  const at = new Date(Date.now() - hoursOld * hourMs).toISOString();
  return (deployed.watched ?? []).map(({ id }) => `${id} ${at} ${alertsLost}`);
}

/** On what the rehearsed deployment would say that its data lie. */
export function storageOf({ deployed }: Target, { openStorage }: DeploymentDefect): readonly string[] {
  return (deployed.atRest ?? []).map(({ id }) => `${id} ${id === openStorage ? 'part' : 'crypt'}`);
}

/** Logs that are turned each night, as `ls` on the deployment would say it. */
export function logFilesOf({ running }: Target): readonly string[] {
  if (isNotApplicable(running.logRotation)) return [];
  const [name = ''] = running.logRotation.files;
  return [0, 1, 2].map((night) => {
    const at = new Date(Date.now() - night * 24 * hourMs).toISOString();
    return `${at} 9000 ${name}${night === 0 ? '' : `.${night}`}`;
  });
}
