import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from './controls.ts';
import { profileOf } from './profile-of.ts';

test('a fault that only an acceptance run answers is proved in one, controls included', () => {
  const inGate = { turnsRed: ['task.confirmed/time.enter'], bystander: 'routes.guarded' };
  assert.equal(profileOf(inGate), 'gate');
  assert.equal(profileOf({ ...inGate, turnsRed: ['routes.kept-apart'] }), 'acceptance');
  assert.equal(profileOf({ ...inGate, bystander: 'page.accessible/jobs' }), 'acceptance');
  assert.equal(profileOf({ ...inGate, turnsRed: ['a.question-of-ones-own'] }), 'gate');
  const places = (['gate', 'acceptance'] as const).map((profile) =>
    placeOf({ attach: undefined, stack: 'process', profile }),
  );
  assert.equal(new Set(places).size, 2);
});
