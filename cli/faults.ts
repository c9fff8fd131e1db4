import type { Fault } from '../faults/fault.ts';
import { faults as known } from '../faults/index.ts';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { linesAskedAlike, linesTurnedRed } from './lines-turned-red.ts';
import { provedFaults } from './proved-faults.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { loadSystem } from './system.ts';

/** The defects that Golive can plant, and the checks and lines of the plan that each must turn red. */
export const faults: Command = {
  name: 'faults',
  summary:
    'Lists the planted faults: where each is planted, what it does, and which checks and lines it must turn red.',
  usage: 'golive faults [--target <module>] [--json]',
  flags: { '--target <module>': 'a target whose module brings faults of its own: they are listed too' },
  options: { target: { type: 'string' } },
  async run({ values, positionals, terminal }) {
    refuseSurplus('faults', positionals);
    const own = typeof values['target'] === 'string' ? await ownFaults(values['target']) : [];
    const all = [...known, ...own];
    const proofs = new Map(provedFaults().map((proof) => [proof.id, proof]));
    const checklists = await checklistsOf(all);
    const list = all.map((fault) => {
      const { id, at, what, turnsRed, bystander, verdict = 'NO-GO', slow = false } = fault;
      const target = targetOf(fault);
      const lines = linesTurnedRed(fault, proofs.get(id), checklists.get(target) ?? []);
      // What the same defect would turn red in the plans of the other systems.
      const linesElsewhere = [...checklists].flatMap(([name, plan]) =>
        name === target ? [] : linesAskedAlike(fault, proofs.get(id), plan),
      );
      return { id, at, turnsRed, lines, linesElsewhere, bystander, planted: what, verdict, target, slow };
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

/** Those of a target's own module, planted on it. */
async function ownFaults(word: string): Promise<readonly Fault[]> {
  const { own } = await loadSystem(targetFile(word));
  return own.faults.map((fault) => ({ target: word, ...fault }));
}

const targetOf = ({ target = 'reference' }: Fault): string => target;

async function checklistsOf(list: readonly Fault[]) {
  const names = [...new Set([...builtInTargets, ...list.map(targetOf)])];
  const read = async (name: string) => [name, (await loadTarget(targetFile(name))).checklist] as const;
  return new Map(await Promise.all(names.map(read)));
}
