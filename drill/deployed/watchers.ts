import { readJobs, type JobTimes } from '../../stack/attach/job-times.ts';
import type { Watcher } from '../../targets/schema/deployed.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const check = 'watch.alive';
const minuteMs = 60_000;

const minutes = (ms: number): number => Math.round((ms / minuteMs) * 10) / 10;

/** Has each looked lately, and did what it told arrive? Pure. */
export function judgeWatchers(
  watchers: readonly Watcher[],
  seen: ReadonlyMap<string, JobTimes>,
  now: Date,
): readonly Row[] {
  return watchers.flatMap(({ id: subject, what, withinMs }): readonly Row[] => {
    const last = seen.get(subject);
    if (last === undefined) {
      const reason = `commands.watch in the hooks: expected a line for ${subject}, got none`;
      return [{ check, subject, expected: 'a look', actual: null, n: 0, outcome: 'inconclusive', reason }];
    }
    const limit = minutes(withinMs.value);
    const age = last.at === null ? null : minutes(now.getTime() - Date.parse(last.at));
    const isFresh = age !== null && age <= limit;
    const late = age === null ? `nothing has ever looked at ${what}` : `the last look at ${what} is too old`;
    const unheard = last.failed === 0 ? '' : `alerts about ${what} did not arrive`;
    return [
      {
        check,
        subject,
        operator: '<=',
        expected: limit,
        actual: age ?? 'never',
        unit: 'min since the last look',
        limit,
        outcome: isFresh ? 'pass' : 'fail',
        reason: isFresh ? '' : `${late}: expected one of at most ${limit} min (${withinMs.source})`,
      },
      { check, subject, expected: 0, actual: last.failed, unit: 'alerts lost', reason: unheard },
    ];
  });
}

/** Asks when whatever watches the deployment last looked: `golive smoke`, or what the team has. */
export async function askWatchers({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { watched } = target.deployed;
  if (watched === undefined) return;
  const { watch } = attached.hooks.commands;
  report('asking when it was last looked at');
  const printed = watch === undefined ? undefined : await attached.run(watch);
  if (printed !== undefined && printed.exitCode !== 0) {
    throw new Error(`commands.watch: expected exit code 0, got ${printed.exitCode}`);
  }
  const seen = readJobs(printed?.stdout ?? '', 'watch');
  for (const row of judgeWatchers(watched, seen, new Date())) tell(row);
}
