import type { StartedStack } from '../stack/started-stack.ts';
import type { Artifact } from './artifact.ts';
import type { BackupMethod } from './backup-method.ts';
import { bringUp } from './bring-up.ts';
import type { DrillContext, EmptyStack } from './drill-context.ts';
import type { DrillLog } from './drill-log.ts';
import type { Sign } from './in-service.ts';
import { describeEnd } from './team-command.ts';

export interface RestoreOrder {
  readonly method: BackupMethod;
  readonly artifact: Artifact;
  /** By which the system was in service before the disaster. */
  readonly sign: Sign;
  /** When the disaster began, on `performance.now()`: the clock of the recovery time. */
  readonly destroyedAtMs: number;
  /** Reads what came back, before the system is started on it; its time is not counted. */
  readonly read: (empty: EmptyStack) => Promise<void>;
}

/** The system in service elsewhere, and how long the people were without it. */
export interface InService {
  readonly stack: StartedStack;
  readonly rtoMs: number;
}

const check = 'restore.completes';

/**
 * The method's restore on an empty stack, from the artifact alone, and the system started on what it left.
 * Null where it failed: `restore.completes` says how, and what was started is ended.
 */
export async function restoreElsewhere(
  context: DrillContext,
  log: DrillLog,
  order: RestoreOrder,
): Promise<InService | null> {
  const { startEmpty } = context.stacks;
  const empty = await log.step('starting empty services on other ports', () => startEmpty('restored'));
  let inService: InService | null = null;
  try {
    inService = await restoreInto(empty, context, log, order);
  } finally {
    if (inService === null) await empty[Symbol.asyncDispose]();
  }
  return inService;
}

async function restoreInto(
  empty: EmptyStack,
  context: DrillContext,
  log: DrillLog,
  { method, artifact, sign, destroyedAtMs, read }: RestoreOrder,
): Promise<InService | null> {
  const what = method.isTeams
    ? 'restoring by the team’s own command'
    : 'restoring the database’s files, up to the moment';
  const end = await log.step(what, () => method.restore(empty, { artifact, signal: context.signal }));
  const reason = end.exitCode === 0 ? '' : `exit code of the restore: expected 0, ${describeEnd(end)}`;
  log.tell({ check, expected: 0, actual: end.exitCode, reason });
  if (end.exitCode !== 0) return null;
  const pausedAtMs = performance.now();
  await log.step('comparing what came back', () => read(empty));
  const readingMs = performance.now() - pausedAtMs;
  const up = await log.step('starting the system on it', () => bringUp(empty, sign, context.signal));
  const rtoMs = performance.now() - destroyedAtMs - readingMs;
  const expected = 'in service';
  if (up.trouble !== null) {
    log.tell({ check, expected, actual: 'not in service', outcome: 'fail', reason: up.trouble });
    return null;
  }
  if (up.unsaid !== null) {
    const reason = `${up.unsaid}; it was no better before the disaster, and people are let in: the drill goes on with them`;
    log.tell({ check, expected, actual: 'let in, and not said to be in service', outcome: 'fail', reason });
  } else log.tell({ check, expected, actual: expected });
  return { stack: up.stack, rtoMs };
}
