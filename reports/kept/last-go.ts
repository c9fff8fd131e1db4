import { join } from 'node:path';
import { readVerdict } from '../read-verdict.ts';
import type { Verdict } from '../verdict.ts';
import { isGo, readRun, runIds } from './list-runs.ts';

/** The nearest run of a target before this one that ended in GO; undefined where there is none to be read. */
export function lastGoBefore(
  runs: string,
  { id, target }: Pick<Verdict['run'], 'id' | 'target'>,
): Verdict | undefined {
  const earlier = runIds(runs).filter((other) => other < id && other.includes(`-${target}-`));
  for (const other of earlier) {
    const run = readRun(runs, other);
    if (!isGo(run) || run.verdict?.run.target !== target) continue;
    try {
      return readVerdict(join(run.folder, 'verdict.json'));
    } catch {
      // Another version’s verdict, or a broken one, is no GO to compare with.
    }
  }
  return undefined;
}
