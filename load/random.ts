/** A repeatable source of numbers in [0, 1): the same seed always gives the same plan and the same bounds. */
export type Random = () => number;

/** sfc32, seeded by hashing the text four ways: fast, and long enough a period for any plan. */
export function seededRandom(seed: string): Random {
  let [a, b, c, counter] = [0, 1, 2, 3].map((salt) => hash(`${salt}:${seed}`)) as [
    number,
    number,
    number,
    number,
  ];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

/** An integer from 0 to `below` - 1. */
export function randomIndex(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** A version 4 UUID out of the seeded source, for idempotency keys and the like. */
export function randomUuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => randomIndex(random, 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'.charAt(randomIndex(random, 4));
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

/** Fisher-Yates, in place. */
export function shuffle<T>(random: Random, items: T[]): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomIndex(random, last + 1);
    const held = items[last] as T;
    items[last] = items[other] as T;
    items[other] = held;
  }
  return items;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) | 0;
}
