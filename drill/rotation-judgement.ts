import type { Rotation } from '../targets/schema/operations.ts';
import type { Row } from './drill-log.ts';
import type { RotationSeen } from './rotation-trial.ts';
import { describeEnd } from './team-command.ts';

const dayMs = 86_400_000;
const inDays = (ms: number): string => `${(ms / dayMs).toFixed(1)} days`;

/** Is the newest as new as the plan asks, and are the older ones kept and removed as it says? Pure. */
export function judgeRotation(seen: RotationSeen, rotation: Rotation): readonly Row[] {
  return [judgeFresh(seen, rotation), judgeRetention(seen, rotation)];
}

function judgeFresh({ end, newest, present }: RotationSeen, { name, newestWithinMs }: Rotation): Row {
  const { value: limit, source } = newestWithinMs;
  const row = { check: 'backup.fresh', operator: '<=', expected: limit, unit: 'ms', limit } as const;
  const actual = newest === null ? null : Math.round(newest.ageMs);
  if (end.exitCode !== 0) {
    const reason = `exit code of the scheduled backup: expected 0, ${describeEnd(end)}`;
    return { ...row, actual, outcome: 'fail', reason };
  }
  if (newest === null) {
    const held = present.length === 0 ? 'nothing' : present.slice(0, 6).join(', ');
    const reason = `expected a backup named ${name} in the store, which holds ${held}; ${describeEnd(end)}`;
    return { ...row, actual, outcome: 'fail', reason };
  }
  if (newest.ageMs <= limit) return { ...row, actual };
  const reason = `the newest backup is ${newest.name}, ${inDays(newest.ageMs)} old; expected ${inDays(limit)} at most (${source}); ${describeEnd(end)}`;
  return { ...row, actual, outcome: 'fail', reason };
}

function judgeRetention({ end, old }: RotationSeen, { keepDays }: Rotation): Row {
  const { value: days, source } = keepDays;
  const row = { check: 'backup.retention', expected: 0, unit: 'backups', n: old.length } as const;
  if (end.exitCode !== 0 || old.length === 0) {
    const reason = `the scheduled backup left nothing to make older, or failed: ${describeEnd(end)}`;
    return { ...row, actual: null, outcome: 'inconclusive', reason };
  }
  const wrong = old.flatMap(({ name, ageMs, became }) => {
    const said = `${name}, ${inDays(ageMs)} old, is ${became}`;
    if (ageMs <= days * dayMs) return became === 'kept' ? [] : [`${said}; expected it to be kept`];
    // A run that happens once a day may be a day late.
    return ageMs > (days + 1) * dayMs && became !== 'gone' ? [`${said}; expected it to be removed`] : [];
  });
  const reason =
    wrong.length === 0 ? '' : `backups are kept for ${days} days (${source}):\n${wrong.join('\n')}`;
  return { ...row, actual: wrong.length, reason };
}
