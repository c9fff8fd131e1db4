import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../faults/fault.ts';
import { findFault } from '../faults/index.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { UsageError } from './command.ts';
import { refuseIdleFault, seedOf } from './fault-request.ts';

const reference = await loadTarget(targetFile('reference'));
const salessync = await loadTarget(targetFile('salessync'));

function fault(id: string): Fault {
  const found = findFault(id);
  assert.ok(found, id);
  return found;
}

test('a fault is planted only where something is asked that it could turn red', () => {
  refuseIdleFault(fault('header-stripped'), reference);
  refuseIdleFault(fault('tenant-rights-lent'), salessync);
  assert.throws(
    () => refuseIdleFault(fault('tenant-rights-lent'), reference),
    (error: unknown) =>
      error instanceof UsageError &&
      error.message ===
        '--fault: tenant-rights-lent must turn red tenant.isolated/products.one, which is not asked of reference; plant it on salessync',
  );
  assert.throws(() => refuseIdleFault(fault('scanner-unreadable'), salessync), /plant it on reference$/u);
});

test('a fault is tried on the small seed, unless it is about load', () => {
  const seed = { gate: 'M', acceptance: 'L', trial: 'S' };
  assert.equal(seedOf(undefined, seed, 'M'), 'M');
  assert.equal(seedOf(fault('header-stripped'), seed, 'M'), 'S');
  assert.equal(seedOf(fault('slow-answers'), seed, 'M'), 'M');
  assert.equal(seedOf(fault('header-stripped'), { gate: 'M', acceptance: 'L' }, 'L'), 'L');
});
