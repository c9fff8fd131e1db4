import type { KeptRun } from './list-runs.ts';
import { isGo } from './list-runs.ts';

export interface CleanRules {
  /** So many of the newest runs stay. */
  readonly keep: number;
  /** Runs that are still going on. */
  readonly isRunning: (id: string) => boolean;
  /** Remove also the last GO of a target. */
  readonly alsoLastGo: boolean;
  /** Remove also what people have signed. */
  readonly alsoSigned: boolean;
}

export interface ChosenRun {
  readonly run: KeptRun;
  /** Why it stays; null where it goes. */
  readonly stays: string | null;
}

/**
 * Which runs go, of a list with the newest first. The last GO of each target and what people have signed stay unless
 * somebody says otherwise, and a run that is not over stays whatever anybody says.
 */
export function chooseCleaned(runs: readonly KeptRun[], rules: CleanRules): readonly ChosenRun[] {
  const lastGo = new Map<string, string>();
  for (const run of runs) {
    const target = run.verdict?.run.target;
    if (target !== undefined && isGo(run) && !lastGo.has(target)) lastGo.set(target, run.id);
  }
  const why = (run: KeptRun, at: number): string | null => {
    if (rules.isRunning(run.id)) return 'it is going on';
    if (at < rules.keep) return `one of the newest ${rules.keep}`;
    if (run.isSigned && !rules.alsoSigned) return 'people have signed it';
    const target = run.verdict?.run.target;
    const isLast = target !== undefined && lastGo.get(target) === run.id;
    return isLast && !rules.alsoLastGo ? `the last GO of ${target}` : null;
  };
  return runs.map((run, at) => ({ run, stays: why(run, at) }));
}
