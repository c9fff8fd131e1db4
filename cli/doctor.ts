import { environment } from '../stack/environment.ts';
import { sweepLeftovers, type Sweep } from '../stack/reaper/sweep-leftovers.ts';
import { StackError } from '../stack/stack-error.ts';
import {
  currentMachine,
  inspectTool,
  ownDaemon,
  prepareMachine,
  type Machine,
  type Tool,
  type ToolRow,
} from '../stack/tools/index.ts';
import { announce } from './announce.ts';
import type { Command, CommandInput } from './command.ts';
import { checklistLines, checklistVerdict, namedVerdict } from './doctor-checklist.ts';
import { exitCodes } from './exit-codes.ts';
import { namedTools } from './named-tools.ts';

/** What is here, its version, and the line that mends what is missing. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'A checklist of what Golive uses of this machine, and the line that mends what is missing',
  usage: 'golive doctor [tool…] [--fix]',
  flags: { '--fix': 'runs the lines that mend, as far as this user may' },
  options: { fix: { type: 'boolean' } },
  run: async ({ values, positionals, terminal }: CommandInput) => {
    const asked = namedTools(positionals);
    const machine = currentMachine(environment.inherited);
    if (values['fix'] === true) await mend(machine, asked, terminal.say);
    const sweep = await sweepLeftovers();
    const tested = asked.filter((tool) => tool.shouldTest(machine));
    const rows = await Promise.all(tested.map((tool) => inspectTool(tool, machine)));
    if (positionals.length === 0) rows.unshift(nodeRow());
    if (values['json'] === true)
      process.stdout.write(`${JSON.stringify({ tools: rows, leftovers: sweep }, null, 2)}\n`);
    for (const line of checklistLines(rows, terminal.paint)) terminal.result(line);
    for (const line of [...daemonLines(machine), ...leftoverLines(sweep)]) terminal.result(line);
    const isNamed = positionals.length > 0;
    terminal.result(isNamed ? namedVerdict(rows) : checklistVerdict(rows));
    // Who names a tool cannot do without it.
    const isReady = rows.every((row) => row.found || (row.need !== 'required' && !isNamed));
    return isReady ? exitCodes.GO : exitCodes.environment;
  },
};

function nodeRow(): ToolRow {
  return {
    id: 'node',
    label: 'Node.js',
    need: 'required',
    found: true,
    version: `${process.versions.node} (SQLite ${process.versions.sqlite ?? 'none'})`,
    path: process.execPath,
    failure: undefined,
    mend: undefined,
  };
}

/** What cannot be mended is in the checklist that follows, with its line. */
async function mend(machine: Machine, asked: readonly Tool[], say: (line: string) => void): Promise<void> {
  try {
    for (const note of await prepareMachine({ machine, tools: asked, announce, retry: true })) say(note);
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    say(error.message);
  }
}

/** An engine outlives the command that started it, as a service does: whoever does not want it must know how. */
function daemonLines(machine: Machine): string[] {
  const id = ownDaemon(machine);
  return id === undefined
    ? []
    : [`Golive started Docker Engine here and leaves it running; to end it: kill ${id}`];
}

function leftoverLines({ ended, removed, left }: Sweep): string[] {
  return [
    ...(ended.length === 0 ? [] : [`Ended what dead runs had left running: ${ended.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`Removed folders of dead runs: ${removed.join(', ')}`]),
    ...left.map((what) => `Left of a dead run, and could not be removed: ${what}`),
  ];
}
