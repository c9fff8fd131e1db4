import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget, targetFile } from '../../targets/load.ts';
import type { Access } from '../facts.ts';
import { crowdAccounts } from './crowd.ts';

const access: Access = {
  caPem: '',
  accounts: {
    manager: { email: 'somebody', password: 'own' },
    load: { email: 'load001', password: 'shared', token: 'first' },
    load002: { email: 'load002', password: 'shared', token: 'second' },
  },
  secrets: [],
};

test('people of the load have the token that each was given where no route gives one', async () => {
  const target = await loadTarget(targetFile('aj-hcp-le'));
  assert.deepEqual(crowdAccounts({ target, access, facts: { driver: 'process' } }, 'manager', 3), [
    { email: 'load001', password: 'shared', token: 'first' },
    { email: 'load002', password: 'shared', token: 'second' },
    { email: 'load003', password: 'shared' },
  ]);
});

test('where no people of the load have the role, its own account is asked for each', async () => {
  const target = await loadTarget(targetFile('aj-hcp-le'));
  const { manager } = access.accounts;
  const role = 'manager';
  const place = { target, access, facts: { driver: 'attach' } } as const;
  assert.deepEqual(crowdAccounts(place, role, 2), [manager, manager]);
});
