import type { Target } from '../targets/schema/target.ts';
import { StackError } from '../stack/stack-error.ts';
import { FingerprintError } from '../stack/fingerprint/fingerprint-error.ts';
import { describeDifference } from '../stack/fingerprint/difference-report.ts';
import type { Artifact } from './artifact.ts';
import type { BackupMethod } from './backup-method.ts';
import { bringUp } from './bring-up.ts';
import type { EmptyStack } from './drill-context.ts';
import type { Row } from './drill-log.ts';
import type { Sign } from './in-service.ts';
import { compareStates, type StatePair } from './compare-states.ts';
import { takeState, type SystemState } from './system-state.ts';
import { describeEnd, type CommandEnd } from './team-command.ts';

/** A backup that must not be restored as it is offered: damaged, or without its key. */
export interface BadBackup {
  readonly check: 'restore.refuses-damage' | 'backup.encrypted';
  readonly artifact: Artifact;
  /** What was done to it, or how it is offered. */
  readonly what: string;
  /** Other than what the team's command would see. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface BadBackupTrial {
  readonly row: Row;
  /** The stack holds nothing still, and may serve the next trial. */
  readonly isUntouched: boolean;
}

export interface TrialContext {
  readonly method: BackupMethod;
  readonly target: Target;
  /** By which the system is in service. */
  readonly sign: Sign;
  readonly pair: StatePair;
  /** Texts of the racing rows. */
  readonly leaveOut: readonly string[];
  readonly signal: AbortSignal;
}

const expected = 'refused, or not called good';

/**
 * Restores a bad backup. Good is: it ends with another code than 0; or the system does not
 * come up on what it left. Data that came back whole all the same: damage that reached nothing proves nothing, a key
 * that was not needed keeps nothing secret.
 */
export async function tryBadBackup(
  empty: EmptyStack,
  bad: BadBackup,
  context: TrialContext,
): Promise<BadBackupTrial> {
  const { target, leaveOut } = context;
  const holdsNothing = async (): Promise<string> =>
    JSON.stringify(await takeState(target, empty.access, leaveOut).catch(() => 'unreadable'));
  const untouched = await holdsNothing();
  const { artifact, environment } = bad;
  const end = await context.method.restore(empty, { artifact, environment, signal: context.signal });
  if (end.exitCode !== 0) {
    const how = end.exitCode === null ? 'did not end' : `ended with ${end.exitCode}`;
    const row: Row = { check: bad.check, expected, actual: `${bad.what}: ${how}`, outcome: 'pass' };
    return { row, isUntouched: (await holdsNothing()) === untouched };
  }
  return { row: await judgeAccepted(empty, bad, end, context), isUntouched: false };
}

async function judgeAccepted(
  empty: EmptyStack,
  { check, what }: BadBackup,
  end: CommandEnd,
  context: TrialContext,
): Promise<Row> {
  const wrong = await whatIsWrong(empty, context);
  if (wrong === null && check === 'backup.encrypted') {
    const reason = `${what}: the restore ended with 0 and all data are equal; ${describeEnd(end)}`;
    return { check, expected, actual: 'data equal', outcome: 'fail', reason };
  }
  if (wrong === null) {
    const reason = `${what}: the restore ended with 0 and all data are equal: this damage reached nothing, so nothing is known`;
    return { check, expected, actual: 'data equal', outcome: 'inconclusive', reason };
  }
  const up = await bringUp(empty, context.sign, context.signal);
  await up.stack?.[Symbol.asyncDispose]();
  if (up.trouble !== null) {
    const actual = `${what}: exit code 0, but the system does not come up on it: ${up.trouble}`;
    return { check, expected, actual: actual.slice(0, 600), outcome: 'pass' };
  }
  const actual = `${what}: exit code 0, and the system came up on it`;
  const reason = `${actual}, with wrong data: ${wrong}; ${describeEnd(end)}`;
  return { check, expected, actual, outcome: 'fail', reason };
}

/** Null where nothing is. */
async function whatIsWrong(
  empty: EmptyStack,
  { target, pair, leaveOut }: TrialContext,
): Promise<string | null> {
  let restored: SystemState;
  try {
    restored = await takeState(target, empty.access, leaveOut);
  } catch (error) {
    if (error instanceof FingerprintError || error instanceof StackError) return error.message;
    throw error;
  }
  const found = Object.values(compareStates(target, pair, restored))
    .filter((verdict) => verdict !== null)
    .flatMap(({ refused, unsure }) => [...refused, ...unsure])
    .filter(({ kind }) => kind !== 'nothing-compared');
  const [first] = found;
  return first === undefined ? null : `the first of ${found.length}: ${describeDifference(first).slice(2)}`;
}
