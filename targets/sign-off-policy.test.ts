import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInTargets, loadTarget, targetFile } from './load.ts';
import { parseTarget } from './parse.ts';
import { target as reference } from './reference.ts';
import { signOffPolicy } from './sign-off-policy.ts';

test('a role that a line of a plan names can sign, in every built-in target', async () => {
  for (const name of builtInTargets) {
    const target = await loadTarget(targetFile(name));
    const { roles, mustApprove, leastApprovals } = signOffPolicy(target);
    const ids = roles.map(({ id }) => id);
    for (const { by, role } of target.checklist)
      if (by === 'person') assert.ok(ids.includes(role ?? ''), name);
    assert.deepEqual([mustApprove, leastApprovals], [ids, ids.length]);
  }
});

test('a target that states nothing has the roles of its lines, else the usual three', () => {
  const signOff = { drillWithinDays: 7, goForDays: 7, waiverForDays: 30 };
  const line = { id: 'a', section: 's', text: 't', phase: 'release', level: 'blocking', checks: [] } as const;
  const named = signOffPolicy({ signOff, checklist: [{ ...line, by: 'person', role: 'qa' }] });
  assert.deepEqual(named.roles, [{ id: 'qa', title: 'Qa', boxes: [] }]);
  const usual = signOffPolicy({ signOff, checklist: [{ ...line, by: 'check' }] });
  assert.deepEqual(usual.mustApprove, ['development', 'operations', 'management']);
});

const cases: readonly [signOff: object, why: RegExp][] = [
  [{ roles: [{ id: 'qa', title: 'QA' }] }, /expected a role that signs \(qa\), got "management"/u],
  [{ mustApprove: ['nobody'] }, /signOff\.mustApprove: expected one of development, .*got "nobody"/u],
  [{ leastApprovals: 4 }, /signOff\.leastApprovals: expected at most 3, one a role, got 4/u],
  [{ drillWithinDays: -1 }, /signOff\.drillWithinDays/u],
  [{ onePersonForAll: 'yes' }, /signOff\.onePersonForAll: expected the reason, in words/u],
];
for (const [signOff, why] of cases) {
  test(`a sign-off that nobody could give is refused: ${JSON.stringify(signOff)}`, () => {
    const value = { ...reference, signOff: { ...reference.signOff, ...signOff } };
    assert.throws(() => parseTarget(value, 'target.ts'), { code: 'malformed-target', message: why });
  });
}

test('a box that names no check of the catalogue is refused', () => {
  const [first, ...rest] = reference.signOff.roles;
  const roles = [{ ...first, boxes: [{ text: 'Tested', checks: ['no.such'] }] }, ...rest];
  assert.throws(() => parseTarget({ ...reference, signOff: { roles } }, 'target.ts'), {
    message: /signOff\.roles\.0\.boxes: expected a check of the catalogue, got "no\.such"/u,
  });
});
