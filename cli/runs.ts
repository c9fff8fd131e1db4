import { formatBytes } from '../reports/figures.ts';
import { filesBelow, sizeOf } from '../reports/kept/folder-size.ts';
import { listRuns, type KeptRun } from '../reports/kept/list-runs.ts';
import { plainLine } from '../reports/plain-text.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readReportsFolder } from './places.ts';
import { refuseSurplus } from './refuse-surplus.ts';

/** `NO-GO, partial, fault header-stripped`. */
function wordOf({ verdict, isSigned }: KeptRun): string {
  if (verdict === null) return 'no verdict';
  const { decision, partial, fault, endedEarly } = verdict;
  return [
    decision,
    ...(partial ? ['partial'] : []),
    ...(fault ? [`fault ${fault.id}`] : []),
    ...(endedEarly === null ? [] : ['ended early']),
    ...(isSigned ? ['signed'] : []),
  ].join(', ');
}

interface Listed {
  readonly id: string;
  readonly target: string | null;
  readonly verdict: string;
  readonly startedAt: string | null;
  readonly bytes: number;
}

function listed(run: KeptRun): Listed {
  const { target = null, startedAt = null } = run.verdict?.run ?? {};
  return { id: run.id, target, verdict: wordOf(run), startedAt, bytes: sizeOf(filesBelow(run.folder)) };
}

function line({ id, target, verdict, startedAt, bytes }: Listed): string {
  const day = startedAt === null ? '-'.padEnd(16) : startedAt.slice(0, 16).replace('T', ' ');
  const size = formatBytes(bytes).padStart(9);
  return `${day}  ${plainLine(target ?? '-').padEnd(14)} ${size}  ${id}  ${plainLine(verdict)}`;
}

/** What lies in the folder of the runs. */
export const runs: Command = {
  name: 'runs',
  summary: 'Lists the runs that are kept: when, of which target, how large, and what each ended in.',
  usage: 'golive runs [target] [flags]',
  flags: { '--reports <folder>': 'where the runs’ folders are; reports/runs if left out' },
  options: { reports: { type: 'string' } },
  run({ values, positionals, terminal }) {
    refuseSurplus('runs', positionals, 1);
    const [target] = positionals;
    const all = listRuns(readReportsFolder(values)).map(listed);
    const shown = target === undefined ? all : all.filter((run) => run.target === target);
    for (const run of shown) terminal.result(line(run));
    const bytes = shown.reduce((sum, run) => sum + run.bytes, 0);
    terminal.result(`${shown.length} ${shown.length === 1 ? 'run' : 'runs'}, ${formatBytes(bytes)}`);
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(shown)}\n`);
    return Promise.resolve(exitCodes.GO);
  },
};
