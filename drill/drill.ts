import { join } from 'node:path';
import type { AllowedDifference, Difference } from '../stack/fingerprint/difference.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import { teamMethod, type BackupMethod } from './backup-method.ts';
import { makeDamagedCopies, makeLockedCopies, tryBadBackups } from './bad-backups.ts';
import { destroyMain } from './destroy.ts';
import type { DrillContext, EmptyStack } from './drill-context.ts';
import { DrillLog, type DrillStep } from './drill-log.ts';
import { signOf } from './in-service.ts';
import { findMarkers } from './marker-writer.ts';
import { judgeRecoveryPoint } from './recovery-point.ts';
import { restoreElsewhere, type InService } from './restore.ts';
import { readRestored, tellComparisons } from './restored-data.ts';
import { judgeRotation } from './rotation-judgement.ts';
import { tryRotation } from './rotation-trial.ts';
import { markersOf, takeBackup, type Backup } from './take-backup.ts';
import { tellEncryption } from './tell-encryption.ts';
import { tellMoment } from './tell-moment.ts';

export interface DrillResult {
  /** In service on what was restored; the caller's to dispose. Null where it never came into service. */
  readonly restored: StartedStack | null;
  /** From the confirmation of the last write that came back to the disaster; null where none came back. */
  readonly rpoMs: number | null;
  /** From the disaster to the system in service, without the time of the drill's own reading. */
  readonly rtoMs: number | null;
  readonly artifactBytes: number;
  readonly steps: readonly DrillStep[];
  readonly differences: readonly (Difference | AllowedDifference)[];
}

/**
 * The restore drill: a backup while writes go on (by the team's commands, or another method), the main stack
 * destroyed, the restore elsewhere
 * from the artifact alone, everything compared, and damaged copies offered to the same restore. Writes every drill
 * check; what could not be asked any more is inconclusive and says why. The main stack is gone afterwards, unless
 * the backup failed. @throws StackError | DrillError where the drill itself could not go on.
 */
export async function runDrill(context: DrillContext): Promise<DrillResult> {
  const { main } = context.stacks;
  const log = new DrillLog(context, main.facts, main.target);
  try {
    return await drill(context, log);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // After the stage has been ended nobody reads the journal any more.
    if (!context.signal.aborted) log.leaveOpen(`the drill could not go on: ${why}`);
    throw error;
  }
}

async function drill(context: DrillContext, log: DrillLog): Promise<DrillResult> {
  const { stacks } = context;
  const { target } = stacks.main;
  const sign = await signOf(stacks.main, context.signal);
  const method = context.method ?? teamMethod(target.operations);
  if (method.isTeams) await rehearseRotation(context, log);
  const backup = await takeBackup(stacks.main, method, join(context.folder, 'backup'), log);
  if (!backup.isUsable) {
    log.leaveOpen('the backup failed, so there was nothing to restore; the system was left as it is');
    return conclude(log, backup, null, null);
  }
  if (method.isTeams) await tellEncryption(stacks.main, backup, log);
  const bad = await makeBadCopies(context, log, method, backup);
  const { pair, leaveOut } = backup;
  const trial = { target, method, sign, pair, leaveOut, signal: context.signal };
  const tryBad = () => tryBadBackups(bad, stacks, log, trial);
  // People work on what was restored to the end: a place that serves every restore is offered the bad ones first.
  if (stacks.onePlace !== undefined) await tryBad();
  const destroyedAtMs = performance.now();
  if (stacks.keeps === undefined) {
    await log.step('destroying everything but the backup', () => destroyMain(stacks));
  } else context.report(stacks.keeps);
  let rpoMs: number | null = null;
  const inService = await restoreElsewhere(context, log, {
    method,
    artifact: backup.artifact,
    sign,
    destroyedAtMs,
    read: async (empty) => {
      const data = await readRestored(target, empty, backup.leaveOut);
      tellComparisons(log, target, backup.pair, data);
      await tellMoment(log, target, empty, backup);
      rpoMs = await tellRecoveryPoint(empty, backup, target.operations.marker.query, destroyedAtMs, log);
    },
  });
  if (inService === null) {
    log.leaveOpen('the restore did not bring the system up, so this could not be asked');
    return conclude(log, backup, null, rpoMs);
  }
  tellRecoveryTime(log, inService, target.limits.restoreTimeMs);
  try {
    if (stacks.onePlace === undefined) await tryBad();
    log.leaveOpen(whyOpen(method));
  } catch (error) {
    await inService.stack[Symbol.asyncDispose]();
    throw error;
  }
  return conclude(log, backup, inService, rpoMs);
}

const whyOpen = ({ isTeams }: BackupMethod): string =>
  isTeams
    ? 'this stack gives no access to what would answer it'
    : 'it is asked of the team’s own commands, and this drill copied the database’s files instead';

/** None where there is one place and nothing empties it: it is not filled with what must be refused. */
async function makeBadCopies(
  { stacks, folder }: DrillContext,
  log: DrillLog,
  method: BackupMethod,
  backup: Backup,
) {
  const { target } = stacks.main;
  if (stacks.onePlace === 'filled-once') return [];
  return await log.step('damaging copies of the backup', async () => [
    ...(method.isTeams ? await makeLockedCopies(backup.artifact, folder, target) : []),
    ...(await makeDamagedCopies(
      backup.artifact,
      method.damages,
      folder,
      markersOf(backup.race)[0] ?? backup.leaveOut[0] ?? '',
    )),
  ]);
}

/** What cron would do, in a store of its own, before anything else is asked of the backup. */
async function rehearseRotation({ stacks, folder, signal }: DrillContext, log: DrillLog): Promise<void> {
  const { rotation } = stacks.main.target.operations;
  if (isNotApplicable(rotation)) return;
  const seen = await log.step('running the scheduled backup beside older ones', () =>
    tryRotation(stacks.main, join(folder, 'rotation'), rotation, signal),
  );
  for (const row of judgeRotation(seen, rotation)) log.tell(row);
}

function conclude(
  { steps, differences }: DrillLog,
  { artifactBytes }: Backup,
  inService: InService | null,
  rpoMs: number | null,
): DrillResult {
  const [restored, rtoMs] = [inService?.stack ?? null, inService?.rtoMs ?? null];
  return { restored, rpoMs, rtoMs, artifactBytes, steps, differences };
}

/** A query that fails (its table did not come back) finds nothing, and the row says why. */
async function tellRecoveryPoint(
  { access }: EmptyStack,
  { race, stored }: Backup,
  query: string,
  destroyedAtMs: number,
  log: DrillLog,
): Promise<number | null> {
  if (access.sql === undefined || stored === null) return null;
  let restored: ReadonlySet<string> = new Set();
  let trouble = '';
  try {
    restored = await findMarkers(access.sql, query, markersOf(race));
  } catch (error) {
    trouble = `the restored database refuses the marker query: ${error instanceof Error ? error.message : String(error)}\n`;
  }
  const point = judgeRecoveryPoint({ race, stored, restored, destroyedAtMs });
  const row =
    trouble === ''
      ? point.row
      : { ...point.row, outcome: 'fail' as const, reason: trouble + point.row.reason };
  log.differences.push(...point.differences);
  log.tell(row, ['database']);
  return point.rpoMs;
}

function tellRecoveryTime(
  log: DrillLog,
  { rtoMs }: InService,
  { value: limit, source }: { readonly value: number; readonly source: string },
): void {
  const actual = Math.round(rtoMs);
  const reason =
    actual <= limit ? '' : `in service again after ${actual} ms, expected ${limit} ms or less (${source})`;
  log.tell({ check: 'restore.time', operator: '<=', expected: limit, actual, unit: 'ms', limit, reason });
}
