import { readProcessTable, readVariables } from './process-table.ts';
import { runVariable } from './owner.ts';

/** Ids of the runs that have a process on this machine, as far as this user may look. */
export async function runningRuns(): Promise<ReadonlySet<string>> {
  const table = await readProcessTable();
  const variables = await Promise.all(table.map(async ({ pid }) => await readVariables(pid)));
  return new Set(variables.flatMap((own) => own?.get(runVariable) ?? []));
}
