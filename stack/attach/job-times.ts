/** What the system notes of one job, as the target's query would give it. */
export interface JobTimes {
  readonly at: string | null;
  readonly failed: number;
}

/**
 * `<job> <ISO time or never> [failures since]` a line, by job.
 * @throws Error naming the first line that is otherwise.
 */
export function readJobs(printed: string, command = 'jobs'): ReadonlyMap<string, JobTimes> {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line): [string, JobTimes] => {
      const [job = '', at = '', failed = '0'] = line.trim().split(/\s+/u);
      const isTime = at === 'never' || !Number.isNaN(Date.parse(at));
      if (!isTime || !/^\d+$/u.test(failed)) {
        const expected = '"<job> <ISO time or never> [failures since]" a line';
        throw new Error(`commands.${command}: expected ${expected}, got "${line.slice(0, 80)}"`);
      }
      return [job, { at: at === 'never' ? null : at, failed: Number(failed) }];
    }),
  );
}
