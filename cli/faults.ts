import type { Fault } from '../faults/fault.ts';
import { faults as all } from '../faults/index.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { linesTurnedRed } from './lines-turned-red.ts';
import { provedFaults } from './proved-faults.ts';
import { refuseSurplus } from './refuse-surplus.ts';

/** The defects that Golive can plant, and the checks and lines of the plan that each must turn red. */
export const faults: Command = {
  name: 'faults',
  summary:
    'Lists the planted faults: where each is planted, what it does, and which checks and lines it must turn red.',
  usage: 'golive faults [--json]',
  flags: {},
  options: {},
  async run({ values, positionals, terminal }) {
    refuseSurplus('faults', positionals);
    const proofs = new Map(provedFaults().map((proof) => [proof.id, proof]));
    const checklists = await checklistsOf(all);
    const list = all.map((fault) => {
      const { id, at, what, turnsRed, bystander, verdict = 'NO-GO', slow = false } = fault;
      const target = targetOf(fault);
      const lines = linesTurnedRed(fault, proofs.get(id), checklists.get(target) ?? []);
      return { id, at, turnsRed, lines, bystander, planted: what, verdict, target, slow };
    });
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    else {
      for (const { id, at, planted, turnsRed, lines, verdict, target, slow } of list) {
        terminal.result(`${id.padEnd(30)} ${at.padEnd(9)} ${planted}`);
        const what = verdict === 'INCONCLUSIVE' ? 'must leave open' : 'must turn red';
        const notes = [
          ...(target === 'reference' ? [] : [`on ${target}`]),
          ...(slow ? ['takes minutes'] : []),
        ];
        const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
        terminal.result(`${''.padEnd(30)} ${what}: ${turnsRed.join(', ')}${note}`);
        if (lines.length > 0) terminal.result(`${''.padEnd(30)} lines of the plan: ${lines.join(', ')}`);
      }
      terminal.result(`${list.length} faults; plant one with: golive verify reference --fault <id>`);
    }
    return exitCodes.GO;
  },
};

const targetOf = ({ target = 'reference' }: Fault): string => target;

async function checklistsOf(list: readonly Fault[]) {
  const names = [...new Set(list.map(targetOf))];
  const read = async (name: string) => [name, (await loadTarget(targetFile(name))).checklist] as const;
  return new Map(await Promise.all(names.map(read)));
}
