import type { ChecklistLine } from '../targets/schema/checklist.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { cellsOfRun, scheduledCells } from './scheduled-cells.ts';
import { readRequest, requestFlags, requestOptions } from './run-request.ts';

/** What would run, for how long, and what it may write: nothing is started. */
export const plan: Command = {
  name: 'plan',
  summary:
    'Says what a verify would run, for how long, what it may write, and what answers each line of the plan.',
  usage: 'golive plan <target> [flags]',
  flags: requestFlags,
  options: requestOptions,
  async run({ values, positionals, terminal }) {
    const request = await readRequest(values, positionals);
    const { target, profile, devices } = request;
    const scheduled = scheduledCells(cellsOfRun(request), request);
    const { stagesFor } = await import('./stages/list.ts');
    const stages = stagesFor(request);
    if (values['json'] === true) {
      const lines = target.checklist.map(planLine);
      const timed = stages.map(({ name, summary, writes, budgetMs, deadlineMs }) => ({
        name,
        summary,
        writes,
        budgetMs,
        deadlineMs,
      }));
      process.stdout.write(
        `${JSON.stringify({ target: target.name, profile, devices, stages: timed, checks: scheduled, checklist: lines }, null, 2)}\n`,
      );
      return exitCodes.GO;
    }
    terminal.result(`${target.title}, profile ${profile}, on ${devices.join(', ')}`);
    for (const { name, summary, writes, budgetMs } of stages) {
      terminal.result(`  ${name.padEnd(10)} ${String(budgetMs / 1000).padStart(5)} s  ${summary}`);
      terminal.result(`  ${''.padEnd(10)}          may write: ${writes}`);
    }
    const asked = scheduled.filter(({ notApplicable }) => notApplicable === null).length;
    terminal.result(`${asked} answers are required, ${scheduled.length - asked} are not applicable`);
    for (const line of target.checklist) {
      const by = line.by === 'person' ? `by ${line.role ?? 'nobody'}` : line.checks.join(', ') || 'unbound';
      const notes = [line.level === 'advisory' ? 'optional' : '', line.minFidelity ?? ''].filter(Boolean);
      const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
      terminal.result(`  [${line.phase}] ${line.id}: ${line.text}${note} <- ${by}`);
    }
    return exitCodes.GO;
  },
};

/** A line of the plan, and what answers it: checks, the role of a person, or nothing yet. */
function planLine({ id, section, text, by, phase, level, minFidelity, role, checks }: ChecklistLine) {
  const bound = by === 'person' ? role !== undefined : checks.length > 0;
  const asked = { id, section, text, by, phase, level, minFidelity: minFidelity ?? null };
  return { ...asked, role: role ?? null, checks, bound };
}
