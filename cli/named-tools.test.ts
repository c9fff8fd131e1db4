import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { tools } from '../stack/tools/index.ts';
import { namedTools } from './named-tools.ts';

describe('tools that a person names', () => {
  it('are those alone, in the order of the checklist; without a name all', () => {
    assert.deepEqual(
      namedTools(['k6', 'docker-engine']).map(({ id }) => id),
      ['docker-engine', 'k6'],
    );
    assert.equal(namedTools([]), tools);
  });

  it('that are none end with one sentence that lists them, and the nearest', () => {
    assert.throws(() => namedTools(['k6', 'docker-engin']), {
      name: 'UsageError',
      message: /expected one of chromium, .*k6, got "docker-engin".*docker-engine/,
    });
  });
});
