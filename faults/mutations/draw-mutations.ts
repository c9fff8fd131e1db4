import { createHash } from 'node:crypto';
import type { Mutation } from './mutation.ts';

/**
 * All of them in the order in which they are tried: operators take turns, and each takes from a file that was drawn from
 * least. Chance decides the rest, and a seed decides chance: the same source and seed give the same order.
 */
export function drawMutations(all: readonly Mutation[], seed: string): readonly Mutation[] {
  const chance = new Map(all.map((one) => [one, hash(`${seed} ${one.id}`)]));
  const by = (a: Mutation, b: Mutation): number => ((chance.get(a) ?? '') < (chance.get(b) ?? '') ? -1 : 1);
  const names = [...new Set(all.map(({ operator }) => operator))];
  const turns = names
    .toSorted((a, b) => (hash(`${seed} ${a}`) < hash(`${seed} ${b}`) ? -1 : 1))
    .map((name) => all.filter(({ operator }) => operator === name).toSorted(by));
  const uses = new Map<string, number>();
  const drawn: Mutation[] = [];
  while (drawn.length < all.length) {
    for (const rest of turns) {
      const least = Math.min(...rest.map(({ file }) => uses.get(file) ?? 0));
      const at = rest.findIndex(({ file }) => (uses.get(file) ?? 0) === least);
      const [one] = at === -1 ? [] : rest.splice(at, 1);
      if (!one) continue;
      uses.set(one.file, (uses.get(one.file) ?? 0) + 1);
      drawn.push(one);
    }
  }
  return drawn;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
