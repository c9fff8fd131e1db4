import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from '../faults/index.ts';
import { provedFaults } from './proved-faults.ts';

const proofs = new Map(provedFaults().map((proof) => [proof.id, proof]));

test('every fault was caught in a real run (else: golive prove --publish --fault <id>)', () => {
  const unproved = faults.filter(({ id }) => (proofs.get(id)?.turnedRed.length ?? 0) === 0);
  assert.deepEqual(
    unproved.map(({ id }) => id),
    [],
  );
  assert.equal(proofs.size, faults.length);
});

test('a proof is of the fault as it is now, by checks that it names', () => {
  for (const fault of faults) {
    const { at, what, turnsRed, bystander, verdict, turnedRed = [] } = proofs.get(fault.id) ?? {};
    const now = [fault.at, fault.what, fault.turnsRed, fault.bystander, fault.verdict ?? 'NO-GO'];
    assert.deepEqual([at, what, turnsRed, bystander, verdict], now, fault.id);
    for (const text of turnedRed) {
      const isNamed = fault.turnsRed.some((name) => text === name || text.startsWith(`${name}/`));
      assert.ok(isNamed, `${fault.id}: ${text}`);
    }
  }
});
