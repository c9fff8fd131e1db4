import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LeastFidelity } from '../checks/check.ts';
import { fidelities, type Fidelity } from '../evidence/row.ts';
import { atLeast } from './fidelity.ts';

/** Everything that is real enough for a check that asks for this; all else is not. */
const enough: Readonly<Record<LeastFidelity, readonly Fidelity[]>> = {
  static: fidelities,
  emulator: fidelities.filter((fidelity) => fidelity !== 'static'),
  'process-stack': ['process-stack', 'container-stack', 'deployed'],
  'container-stack': ['container-stack', 'deployed'],
  deployed: ['deployed'],
  'synthetic-stream': ['synthetic-stream', 'emulated-phone', 'live-capture', 'installed-app', 'real-device'],
  'emulated-phone': ['emulated-phone', 'live-capture', 'installed-app', 'real-device'],
  'live-capture': ['live-capture', 'installed-app', 'real-device'],
  'installed-app': ['installed-app', 'real-device'],
  'real-device': ['real-device'],
};

describe('atLeast', () => {
  for (const [least, reaching] of Object.entries(enough) as [LeastFidelity, readonly Fidelity[]][]) {
    for (const fidelity of fidelities) {
      const expected = reaching.includes(fidelity);
      it(`${fidelity} is ${expected ? '' : 'not '}enough for ${least}`, () => {
        assert.equal(atLeast(fidelity, least), expected);
      });
    }
  }
});
