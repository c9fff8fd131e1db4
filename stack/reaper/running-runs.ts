import { readProcessTable, readVariables } from './process-table.ts';
import { runVariable } from './owner.ts';

/** Ids of the runs that have a process on this machine, as far as this user may look. */
export function runningRuns(): ReadonlySet<string> {
  const variables = readProcessTable().map(({ pid }) => readVariables(pid));
  return new Set(variables.flatMap((own) => own?.get(runVariable) ?? []));
}
