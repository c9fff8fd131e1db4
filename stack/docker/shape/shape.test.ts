import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findShape, shapedParts, type Shape } from '../../shapes.ts';
import { StackError } from '../../stack-error.ts';
import { readShape, type HostConfig } from './limits.ts';
import { refuseSmallMachine } from './machine-room.ts';
import { cpusetOf, shapeVariables } from './shape-variables.ts';

function shapeOf(name: string): Shape {
  const shape = findShape(name);
  assert.ok(shape !== undefined);
  return shape;
}
const two = shapeOf('2cpu-4gb');
const mb = 1024 * 1024;
const database: HostConfig = { Memory: 1024 * mb, MemorySwap: 1024 * mb, NanoCpus: 2e9, CpusetCpus: '0-1' };
const application: HostConfig = {
  Memory: 768 * mb,
  MemorySwap: 768 * mb,
  NanoCpus: 1e9,
  CpusetCpus: '0-1',
};
const caddy: HostConfig = { ...application, Memory: 192 * mb, MemorySwap: 192 * mb };

test('a shape fills processors, memory and swap of every part; no shape fills nothing', () => {
  const variables = shapeVariables(shapeOf('1cpu-2gb'));
  assert.equal(variables['GOLIVE_CPUSET'], '0');
  assert.equal(variables['GOLIVE_APPLICATION_MEMORY'], '384m');
  assert.equal(variables['GOLIVE_APPLICATION_SWAP'], '384m');
  assert.equal(variables['GOLIVE_DATABASE_CPUS'], '1');
  assert.equal(Object.keys(variables).length, 1 + 3 * shapedParts.length);
  assert.deepEqual(shapeVariables(undefined), {});
  assert.equal(cpusetOf(two), '0-1');
});

test('limits that the engine has set as asked are told as facts', () => {
  const containers = [
    { service: 'caddy', config: caddy },
    { service: 'application-2', config: application },
    { service: 'companion-1', config: application },
    { service: 'database', config: database },
  ];
  const facts = readShape(two, containers, true);
  assert.deepEqual(
    [facts.name, facts.cpus, facts.cpuset, facts.memoryBytes],
    ['2cpu-4gb', 2, '0-1', 4096 * mb],
  );
  assert.deepEqual(
    facts.limits.map(({ service, memoryBytes }) => [service, memoryBytes / mb]),
    [
      ['caddy', 192],
      ['application-2', 768],
      ['companion-1', 768],
      ['database', 1024],
    ],
  );
});

for (const [field, value, message] of [
  ['Memory', 0, /database: expected .* the memory to 1073741824, it says 0/u],
  ['MemorySwap', -1, /database: expected .* memory and swap to 1073741824, it says -1/u],
  ['NanoCpus', undefined, /database: expected .* the CPU quota .* to 2000000000, it says nothing/u],
  ['CpusetCpus', '', /database: expected .* the processors to 0-1, it says /u],
] as const) {
  test(`a stack whose engine has not set ${field} does not start`, () => {
    const containers = [{ service: 'database', config: { ...database, [field]: value } }];
    const refused = (error: unknown) =>
      error instanceof StackError && error.code === 'refused' && message.test(error.message);
    assert.throws(() => readShape(two, containers, true), refused);
  });
}

test('where the machine has no swap, an engine that cannot limit it is believed', () => {
  const containers = [{ service: 'database', config: { ...database, MemorySwap: -1 } }];
  assert.equal(readShape(two, containers, false).limits.length, 1);
});

test('a machine that is smaller than the shape is refused, with what it has', () => {
  refuseSmallMachine(two, { cpus: 2, availableMb: 4096 });
  assert.throws(
    () => refuseSmallMachine(two, { cpus: 1, availableMb: 9000 }),
    /--shape 2cpu-4gb: expected a machine with 2 CPU \/ 4 GB to spare, got 1 CPU/u,
  );
  assert.throws(
    () => refuseSmallMachine(two, { cpus: 8, availableMb: 3000 }),
    /2 CPU \/ 4 GB to spare, got 2\.9 GB that is not in use/u,
  );
});
