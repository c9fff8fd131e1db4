import { faults as all } from '../faults/index.ts';
import type { Command } from './command.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { exitCodes } from './exit-codes.ts';

/** The defects that Golive can plant, and the check that each must turn red. */
export const faults: Command = {
  name: 'faults',
  summary: 'Lists the planted faults: where each is planted, what it does, and which check it must turn red.',
  usage: 'golive faults [--json]',
  flags: {},
  options: {},
  run({ values, positionals, terminal }) {
    refuseSurplus('faults', positionals);
    const list = all.map(({ id, at, what, turnsRed, bystander, verdict = 'NO-GO', slow, target }) => ({
      id,
      at,
      turnsRed,
      bystander,
      planted: what,
      verdict,
      target: target ?? 'reference',
      slow: slow ?? false,
    }));
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    else {
      for (const { id, at, planted, turnsRed, verdict, target, slow } of list) {
        terminal.result(`${id.padEnd(30)} ${at.padEnd(9)} ${planted}`);
        const what = verdict === 'INCONCLUSIVE' ? 'must leave open' : 'must turn red';
        const notes = [
          ...(target === 'reference' ? [] : [`on ${target}`]),
          ...(slow ? ['takes minutes'] : []),
        ];
        const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
        terminal.result(`${''.padEnd(30)} ${what}: ${turnsRed.join(', ')}${note}`);
      }
      terminal.result(`${list.length} faults; plant one with: golive verify reference --fault <id>`);
    }
    return Promise.resolve(exitCodes.GO);
  },
};
