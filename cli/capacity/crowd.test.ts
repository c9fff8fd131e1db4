import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { applicable } from '../../targets/capabilities.ts';
import { crowdFor } from './crowd.ts';

const load = applicable((await loadTarget(targetFile('reference'))).load, 'load');

for (const users of [3, 25, 100, 150, 400, 1600]) {
  test(`${users} users are of the target’s mixture of roles, each from an address of its own`, () => {
    const crowd = crowdFor(load, users);
    const dispatchers = crowd.filter(({ role }) => role === 'dispatcher').length;
    // A fifth of the target's people are; of a few users at least one is.
    assert.ok(dispatchers >= 1 && Math.abs(dispatchers / users - 0.2) < 0.15, `${dispatchers}`);
    assert.equal(new Set(crowd.map(({ address }) => address)).size, users);
    assert.equal(new Set(crowd.map(({ person, phone }) => `${person}/${phone}`)).size, users);
    assert.ok(crowd.every(({ address }) => /^127\.0\.[1-9]\d?\.[1-9]\d{0,2}$/u.test(address)));
  });
}

test('a person has the same phones and addresses in every step, so that sessions are handed on', () => {
  const placesOf = (users: number) =>
    new Map(crowdFor(load, users).map(({ person, phone, address }) => [`${person}/${phone}`, address]));
  const small = placesOf(100);
  const large = placesOf(400);
  for (const [who, address] of small) assert.equal(large.get(who), address);
});
