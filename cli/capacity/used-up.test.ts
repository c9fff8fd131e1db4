import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usageBetween, type StepUsage } from './step-usage.ts';
import { busyElsewhere, hadNoRoom, usedUp } from './used-up.ts';

const part = (name: string, cpus: number, change: object = {}) => ({
  ...{ name, cpus, ofCpus: 1, memoryShare: 0.4 },
  ...change,
});
const calm: StepUsage = {
  parts: [part('shop-1', 0.3), part('postgres', 0.2, { ofCpus: 2 })],
  machineShare: 0.4,
  elsewhere: 0.1,
  sessions: { open: 20, most: 100, waiting: 0 },
};

for (const [what, usage, cpus, expected] of [
  ['nothing is', calm, 1, null],
  [
    'all processors of a shape',
    {
      ...calm,
      parts: [part('shop-1', 0.3), part('shop-2', 0.28), part('postgres', 0.31), part('caddy', 0.08)],
    },
    1,
    'CPU of all parts 97 %: shop 58 %, postgres 31 % of one',
  ],
  ['what one part may use', { ...calm, parts: [part('shop-1', 0.97)] }, 2, 'shop-1 CPU 97 % of one'],
  [
    'the one thread of a part without limit',
    { ...calm, parts: [part('shop', 0.95, { ofCpus: null })] },
    undefined,
    'shop CPU 95 % of one',
  ],
  ['two of four processors are not all', { ...calm, parts: [part('postgres', 2, { ofCpus: 4 })] }, 4, null],
  [
    'the machine, generator and all',
    { ...calm, machineShare: 0.99 },
    2,
    'CPU of the machine 99 %: shop 30 %, postgres 20 % of one',
  ],
  ['memory', { ...calm, parts: [part('postgres', 0.2, { memoryShare: 0.97 })] }, 2, 'postgres memory 97 %'],
  [
    'sessions, and locks',
    { ...calm, sessions: { open: 98, most: 100, waiting: 12 } },
    2,
    'database sessions 98 of 100; 12 database sessions wait for a lock',
  ],
] satisfies [string, StepUsage, number | undefined, string | null][]) {
  test(`what is used up: ${what}`, () => assert.equal(usedUp(usage, cpus), expected));
}

test('between two readings, CPU is a rate and memory what it came to', () => {
  const usage = (cpuMs: number) => ({ cpuMs, cpus: 2, memoryBytes: 50, memoryLimitBytes: 100 });
  const reading = (atMs: number, cpuMs: number, busyMs: number) => ({
    atMs,
    machine: { busyMs, allMs: 2 * atMs },
    ownMs: busyMs / 15,
    parts: new Map([['shop', usage(cpuMs)], ...(atMs > 0 ? [['late', usage(1)] as const] : [])]),
    sessions: null,
  });
  const found = usageBetween(reading(0, 500, 0), reading(10_000, 13_000, 15_000), false);
  assert.deepEqual(found.parts, [{ name: 'shop', cpus: 1.25, ofCpus: 2, memoryShare: 0.5 }]);
  assert.equal(found.machineShare, 0.75);
  // 1.5 processors were busy: 0.1 with the generator, 1.25 with the containers.
  assert.ok(Math.abs(found.elsewhere - 0.15) < 1e-9, `${found.elsewhere}`);
});

test('a machine that was busy with something else is no measure of a system that failed', () => {
  assert.equal(busyElsewhere({ ...calm, elsewhere: 0.35 }, 2), null);
  assert.match(
    busyElsewhere({ ...calm, elsewhere: 0.9 }, 2) ?? '',
    /not calm: .* 0\.9 of its 2 processors were busy with something else/u,
  );
});

test('a machine that is full while its server lacks processors has no room for it', () => {
  const full = { ...calm, machineShare: 0.97 };
  assert.equal(
    hadNoRoom({ ...full, parts: [part('shop-1', 0.8), part('postgres', 0.5)] }, 2),
    'this machine has no room for such a server and its users: it had 1.3 of its 2 processors while the machine was 97 % busy',
  );
  assert.equal(hadNoRoom({ ...full, parts: [part('shop-1', 1.2), part('postgres', 0.7)] }, 2), null);
  assert.equal(hadNoRoom(full, 0.5), null);
  assert.equal(hadNoRoom(calm, 2), null, 'there was more to be had, and it was not taken');
});
