import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partSentence, partText } from './partial.ts';

test('a run that was asked everything and still is no GO says why', () => {
  const rehearsal = { scheduled: 26, of: 26, why: 'in a rehearsal' };
  assert.equal(partText(rehearsal), '26 of 26 checks, in a rehearsal');
  assert.equal(partSentence(rehearsal), '26 of 26 checks were asked, in a rehearsal. It cannot end in GO.');
  assert.equal(partText({ scheduled: 12, of: 84 }), '12 of 84 checks');
});
