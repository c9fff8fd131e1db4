import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Tally } from './tally.ts';

const where = { elapsedS: 5, expectedS: 1200, inFlight: 0 };

test('before anything has ended it tells the phase that the plan begins with', () => {
  const measured = { phase: 'measured' } as const;
  assert.equal(new Tally([measured]).tell(where).phase, 'measured');
  assert.equal(new Tally([{ phase: 'warm-up' }, measured]).tell(where).phase, 'warm-up');
});
