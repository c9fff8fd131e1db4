import type { OwnTest } from '../../targets/schema/promises.ts';
import type { CommandEnd } from '../team-command.ts';
import type { Row } from './documents-context.ts';

/** What a test command said of the system. */
export interface Tally {
  readonly exitCode: number | null;
  readonly passed: number;
  readonly failed: number;
  readonly said: string;
}

/** A pattern with groups reads numbers, where it is found last, and adds them; without, what is found is counted. Pure. */
export function countIn(printed: string, pattern: string): number {
  const found = [...printed.matchAll(new RegExp(pattern, 'gmu'))];
  const read = (found.at(-1) ?? []).slice(1).filter((group) => group !== undefined);
  return read.length === 0 ? found.length : read.reduce((sum, group) => sum + Number(group), 0);
}

/** Colours are no part of what was said. */
export const plain = (printed: string): string => printed.replaceAll(/\u001b\[[0-9;]*m/gu, '');

export function tallyOf(
  { exitCode, said }: Pick<CommandEnd, 'exitCode' | 'said'>,
  { passed, failed }: Pick<OwnTest, 'passed' | 'failed'>,
): Tally {
  return { exitCode, said, passed: countIn(said, passed), failed: countIn(said, failed) };
}

const inWords = ({ passed, failed, exitCode }: Tally): string =>
  `${passed} right, ${failed} wrong, ` +
  (exitCode === null ? 'and it did not end' : `ended with ${exitCode}`);

const lastWords = (said: string): string => said.trim().slice(-400);

/** Run as documented on the system as it is: all right, as many as are claimed, and no word against it. Pure. */
export function judgeRun(
  tally: Tally,
  claimed: { readonly count: number; readonly source: string } | undefined,
): Row {
  const { passed, failed, exitCode, said } = tally;
  const asClaimed = claimed === undefined || claimed.count === passed;
  const isRight = exitCode === 0 && failed === 0 && passed > 0 && asClaimed;
  const claim =
    claimed === undefined ? 'all right, ended with 0' : `${claimed.count} right, 0 wrong, ended with 0`;
  const says = claimed === undefined ? '' : ` (${claimed.source} says ${claimed.count} pass)`;
  const row = { expected: claim, actual: isRight ? claim : inWords(tally), n: passed + failed };
  if (isRight) return row;
  return { ...row, outcome: 'fail', reason: `${inWords(tally)}${says}; it said last: ${lastWords(said)}` };
}

/** Run where nothing answers: whoever goes by its exit code must learn of it. Pure. */
export function judgeWithoutSystem(tally: Tally): Row {
  const expected = 'an exit code that says no';
  const notices = tally.exitCode !== 0 && tally.passed === 0;
  if (notices) return { expected, actual: expected, n: 1, reason: inWords(tally) };
  const reason = `with nothing there to be tested it ended so: ${inWords(tally)}`;
  return { expected, actual: inWords(tally), n: 1, outcome: 'fail', reason };
}

/** Undefined where no share was printed. Pure. */
export function coverageIn(printed: string, says: string): number | undefined {
  const last = [...printed.matchAll(new RegExp(says, 'gmu'))].at(-1)?.[1];
  return last === undefined ? undefined : Number(last);
}
