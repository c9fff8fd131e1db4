import { readBackups, type KeptBackup } from '../../stack/attach/read-backups.ts';
import { applicable } from '../../targets/capabilities.ts';
import type { KeptBackups } from '../../targets/schema/deployed.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const check = 'backups.kept';
const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Less than this share of what half of them have is a stump. */
const leastShare = 0.5;
const shown = 5;

const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const hours = (ms: number): number => Math.round((ms / hourMs) * 10) / 10;

/** The newest, the gaps of as many days as backups are kept, and their sizes: pure. */
export function judgeKept(kept: readonly KeptBackup[], stated: KeptBackups, now: Date): readonly Row[] {
  const { newestWithinMs, keepDays } = stated;
  const sorted = kept.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const [newest] = sorted;
  if (!newest) {
    return [{ check, operator: '>=', expected: 1, actual: 0, unit: 'backups', n: 1, reason: 'none is kept' }];
  }
  const limit = hours(newestWithinMs.value);
  const age = hours(now.getTime() - newest.at.getTime());
  const late = `${newest.name} is the newest: expected one of at most ${limit} h (${newestWithinMs.source})`;
  const young: Row = {
    check,
    operator: '<=',
    expected: limit,
    actual: age,
    unit: 'h',
    limit,
    n: kept.length,
    reason: age <= limit ? '' : late,
  };
  const times = sorted.map(({ at }) => at.getTime());
  const gaps = times.flatMap((atMs, index) => {
    const before = times[index + 1] ?? atMs;
    const isLong = atMs - before > newestWithinMs.value && atMs > now.getTime() - keepDays.value * dayMs;
    return isLong ? [`none between ${day(before)} and ${day(atMs)}`] : [];
  });
  const stumps = stumpsOf(sorted);
  const count = (actual: number, unit: string, reason: string): Row => {
    return { check, expected: 0, actual, unit, n: kept.length, reason };
  };
  return [
    young,
    count(gaps.length, 'gaps', gaps.slice(0, shown).join('; ')),
    count(stumps.length, 'stumps', stumps.slice(0, shown).join('; ')),
    ...reachOf(times.at(-1) ?? 0, stated, now),
  ];
}

/** A deployment that is younger than its backups are kept has shown no retention yet: no fault, and no answer. */
function reachOf(oldestMs: number, { newestWithinMs, keepDays }: KeptBackups, now: Date): readonly Row[] {
  const reach = Math.floor((now.getTime() - oldestMs + newestWithinMs.value) / dayMs);
  const row = { check, operator: '>=', expected: keepDays.value, actual: reach, unit: 'days back' } as const;
  if (reach >= keepDays.value) return [row];
  const reason = `the oldest is of ${day(oldestMs)}: that they are kept for ${keepDays.value} days (${keepDays.source}) was not seen yet`;
  return [{ ...row, outcome: 'inconclusive', reason }];
}

function stumpsOf(sorted: readonly KeptBackup[]): readonly string[] {
  const sizes = sorted.map(({ bytes }) => bytes).toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const least = Math.max(1, Math.round(usual * leastShare));
  return sorted
    .filter(({ bytes }) => bytes < least)
    .map(({ name, bytes }) => `${name} has ${bytes} bytes: expected ${least} or more, as half of them have`);
}

/** Asks whoever keeps the deployment's backups which there are. */
export async function askKeptBackups({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { newestBackups } = attached.hooks.commands;
  if (newestBackups === undefined) {
    throw new Error('expected a command that prints the backups that are kept (commands.newestBackups)');
  }
  report('looking at the backups that are kept');
  const { exitCode, stdout } = await attached.run(newestBackups);
  if (exitCode !== 0) throw new Error(`commands.newestBackups: expected exit code 0, got ${exitCode}`);
  const { backups = applicable(target.operations.rotation, 'rotation') } = target.deployed;
  for (const row of judgeKept(readBackups(stdout), backups, new Date())) tell(row);
}
