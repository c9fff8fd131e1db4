import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { claimsVariable, tagChildren } from '../environment.ts';
import { claimStep } from './totp-claims.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-claims-'));
after(() => rmSync(folder, { recursive: true }));

test('a step of a secret is given once', () => {
  tagChildren({ [claimsVariable]: '' });
  assert.deepEqual(
    [claimStep('A', 1), claimStep('A', 1), claimStep('A', 2), claimStep('B', 1)],
    [true, false, true, true],
  );
});

test('in a run the claims lie in its own folder, for all of its processes, and name no secret', () => {
  tagChildren({ [claimsVariable]: folder });
  assert.deepEqual(
    [claimStep('SECRET', 1), claimStep('SECRET', 1), claimStep('SECRET', 2)],
    [true, false, true],
  );
  const names = readdirSync(folder);
  assert.equal(names.length, 2);
  assert.ok(names.every((name) => /^[0-9a-f]{16}-[12]$/u.test(name)));
});

test('a folder that is not there is an error, and not a code that was used', () => {
  tagChildren({ [claimsVariable]: join(folder, 'gone') });
  assert.throws(() => claimStep('SECRET', 3), /ENOENT/u);
});
