/** The same numbers on every machine and every run, so that two seeds of one size are equal. */
export interface Random {
  /** 0 (inclusive) to `below` (exclusive), whole. */
  whole(below: number): number;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  uuid(): string;
}

/** Mulberry32: small, fast and good enough for test data. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const whole = (below: number): number => next() % below;
  return {
    whole,
    pick: (from) => {
      const chosen = from[whole(from.length)];
      if (chosen === undefined) throw new Error('expected something to pick from, got an empty list');
      return chosen;
    },
    chance: (percent) => whole(100) < percent,
    uuid: () => {
      const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
};
