import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findShape, mostOf, shapedParts, shapeNames, shapes, shapeTitle, sharedAmong } from './shapes.ts';

for (const { name, cpus, memoryMb, parts } of shapes) {
  test(`all parts of ${name} together have no more than it has, and leave something to the system`, () => {
    const total = shapedParts.reduce((sum, part) => sum + mostOf[part] * parts[part].memoryMb, 0);
    assert.ok(total < memoryMb && total > memoryMb * 0.9, `${total} of ${memoryMb} MB`);
    for (const part of shapedParts) assert.ok(parts[part].cpus <= cpus, part);
  });

  test(`${name} is named as it is`, () => {
    assert.equal(name, `${cpus}cpu-${memoryMb / 1024}gb`);
    assert.equal(shapeTitle({ cpus, memoryMb }), `${cpus} CPU / ${memoryMb / 1024} GB`);
    assert.equal(findShape(name)?.name, name);
  });
}

test('a larger shape gives no part less', () => {
  for (const [at, larger] of shapes.entries()) {
    const smaller = shapes[at - 1];
    if (smaller === undefined) continue;
    for (const part of shapedParts) {
      assert.ok(larger.parts[part].memoryMb >= smaller.parts[part].memoryMb, `${larger.name}: ${part}`);
      assert.ok(larger.parts[part].cpus >= smaller.parts[part].cpus, `${larger.name}: ${part}`);
    }
  }
  assert.deepEqual(shapeNames, ['1cpu-2gb', '2cpu-4gb', '2cpu-8gb']);
  assert.equal(findShape('4cpu-8gb'), undefined);
});

test('more processes than two share what two applications have', () => {
  for (const shape of shapes) {
    const { application } = shape.parts;
    assert.equal(sharedAmong(shape, 2), shape);
    const four = sharedAmong(shape, 4);
    assert.equal(four.parts.application.memoryMb, application.memoryMb / 2);
    assert.equal(four.parts.application.cpus, application.cpus);
    assert.deepEqual(four.parts.database, shape.parts.database);
    assert.ok(3 * sharedAmong(shape, 3).parts.application.memoryMb <= 2 * application.memoryMb);
  }
});
